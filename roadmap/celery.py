"""The Django side of Celery: the results worker, which settles verdicts."""

import gc
import json
import os
from typing import Any

import redis
from celery import Celery
from celery.signals import heartbeat_sent, task_prerun, worker_ready
from django.conf import settings

from labs.connections import keep_connections
from roadmap.row_counts import count_rows
from runner.broker import keep_clients

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roadmap.settings")
keep_clients()
app = Celery("roadmap")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["labs", "roadmap.papers.arxiv", "roadmap.reviews"])
app.steps["worker"].add("labs.tasks:Sweeping")

HEARTBEAT_SECONDS = 10

app.task(name="roadmap.celery.count_rows")(count_rows)

# Celery would open and close the database for each task; so it is opened anew only after so many.
app.conf.CELERY_DB_REUSE_MAX = 500
task_prerun.connect(keep_connections)


@worker_ready.connect  # type: ignore[untyped-decorator]
def keep_what_is_there(**_: Any) -> None:
    """A collection need not walk what lives as long as the process: it would hold up a verdict."""
    gc.collect()
    gc.freeze()


@heartbeat_sent.connect  # type: ignore[untyped-decorator]
def stay_known(sender: Any, **_: Any) -> None:
    """Keeps this worker's key in Redis. Celery calls it every two seconds from the loop that takes the tasks."""
    name = sender.eventer.hostname
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=HEARTBEAT_SECONDS) as client:
        client.set(f"gradus:results:{name}", json.dumps({"name": name}), ex=HEARTBEAT_SECONDS)
