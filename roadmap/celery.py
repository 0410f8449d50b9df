"""The Django side of Celery: the results worker, which settles verdicts."""

import json
import os
from typing import Any

import redis
from celery import Celery
from celery.signals import heartbeat_sent
from django.conf import settings

from roadmap.row_counts import count_rows

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roadmap.settings")
app = Celery("roadmap")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["labs", "roadmap.papers.arxiv", "roadmap.reviews"])
app.steps["worker"].add("labs.tasks:Sweeping")

HEARTBEAT_SECONDS = 10

app.task(name="roadmap.celery.count_rows")(count_rows)


@heartbeat_sent.connect  # type: ignore[untyped-decorator]
def stay_known(sender: Any, **_: Any) -> None:
    """Keeps this worker's key in Redis. Celery calls it every two seconds from the loop that takes the tasks."""
    name = sender.eventer.hostname
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=HEARTBEAT_SECONDS) as client:
        client.set(f"gradus:results:{name}", json.dumps({"name": name}), ex=HEARTBEAT_SECONDS)
