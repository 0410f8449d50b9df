"""The Celery side of a runner: its verdicts go their way while it goes on."""

import importlib
import json
import threading
from base64 import b64decode
from concurrent.futures import wait

import pytest

from runner.contract import RESULTS_QUEUE, Ending, Job
from runner.crew import begin

SECONDS = 20  # nothing here takes so long; what hangs is told
JOB = Job(1, "token", "a-lab-that-nobody-has", "x = 1").to_json()


@pytest.fixture
def tasks(redis_server, monkeypatch):
    monkeypatch.setenv("REDIS_URL", redis_server)
    return importlib.import_module("runner.tasks")


@pytest.fixture
def broker(tasks, monkeypatch):
    """Redis, which is given a verdict when that is told to go; and a look at what it has."""
    told, send_task = threading.Event(), tasks.app.send_task
    tasks.station.redis.delete(RESULTS_QUEUE)

    def send_when_told(*given, **named):
        assert told.wait(SECONDS)
        return send_task(*given, **named)

    def took():
        messages = map(json.loads, tasks.station.redis.lrange(RESULTS_QUEUE, 0, -1))
        return [json.loads(b64decode(message["body"]))[0][0]["ending"] for message in messages]

    monkeypatch.setattr(tasks.app, "send_task", send_when_told)
    yield told, took
    told.set()
    wait(tasks.on_their_way, SECONDS)


def test_the_next_job_may_begin_before_the_broker_has_the_verdict(tasks, broker):
    told, took = broker
    tasks.grade(JOB)
    assert (took(), list(tasks.station.held)) == ([], ["token"])
    told.set()
    assert not wait(list(tasks.on_their_way), SECONDS).not_done
    assert (took(), tasks.station.held) == ([Ending.OURS], {})


def test_a_job_that_comes_again_while_its_verdict_is_sent_is_not_judged_again(tasks, broker):
    told, took = broker
    tasks.grade(JOB)
    tasks.grade(JOB)
    told.set()
    assert not wait(list(tasks.on_their_way), SECONDS).not_done
    assert len(took()) == 1


def test_a_runner_does_not_end_before_the_broker_has_its_verdicts(tasks, broker, monkeypatch):
    told, took = broker
    closed = []
    monkeypatch.setattr(tasks.station, "close", lambda: closed.append(len(took())))
    tasks.grade(JOB)
    ending = begin(tasks.stop_cells)
    with pytest.raises(TimeoutError):
        ending.result(0.1)
    told.set()
    ending.result(SECONDS)
    assert closed == [1]
