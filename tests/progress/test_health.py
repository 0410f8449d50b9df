import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.urls import reverse

from labs import services

pytestmark = pytest.mark.django_db
RUNNER = {"name": "box-cpu-1", "queues": ["cpu"], "devices": ["cpu"], "slots": 1, "busy": 0}


def ask(client):
    answer = client.get(reverse("healthz"))
    return answer.status_code, answer.json()


def test_without_workers_it_serves_and_says_degraded(client, redis):
    code, told = ask(client)
    assert (code, told["status"]) == (200, "degraded")
    assert told["parts"]["database"]["state"] == told["parts"]["redis"]["state"] == "ok"
    assert told["parts"]["results"] == {"state": "silent", "workers": []}
    assert told["parts"]["runners"] == []


def test_with_every_part_alive_it_says_ok_and_who_they_are(client, redis):
    redis.set("gradus:results:results@box", json.dumps({"name": "results@box"}))
    redis.set("gradus:runner:box-cpu-1", json.dumps(RUNNER))
    code, told = ask(client)
    assert (code, told["status"]) == (200, "ok")
    assert told["parts"]["runners"] == [RUNNER]


def test_without_redis_it_is_unavailable_but_answers(client, settings):
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    code, told = ask(client)
    assert (code, told["status"]) == (503, "degraded")
    assert told["parts"]["redis"] == {"state": "silent"}


def test_without_a_database_it_is_unavailable_but_answers(client, redis, monkeypatch):
    nowhere = DatabaseWrapper({**connection.settings_dict, "NAME": "/nowhere/gradus.sqlite3"})
    monkeypatch.setattr(services, "connection", nowhere)
    code, told = ask(client)
    assert (code, told["parts"]["database"]) == (503, {"state": "silent"})


def test_a_results_worker_keeps_its_heartbeat(redis, tmp_path):
    command = [sys.executable, "-m", "celery", "--app", "roadmap.celery", "worker", "--queues", "results"]
    with (tmp_path / "log").open("wb") as log:
        worker = subprocess.Popen(
            [*command, "--pool", "threads"], cwd=Path(__file__).parents[2], stdout=log, stderr=log
        )
    try:
        pulse = None
        while pulse is None and worker.poll() is None:
            pulse = next(iter(redis.scan_iter("gradus:results:*")), None)
        assert pulse and 0 < redis.ttl(pulse) <= 10
    finally:
        worker.terminate()
        worker.wait(30)
