"""The Celery side of a runner: take a job off its queue, judge it, send events and the verdict.

Started as `celery -A runner.tasks worker -Q cpu --pool=threads -c SLOTS`. It holds no database credentials: a verdict
goes to the results queue, where the web's worker settles it.
"""

from __future__ import annotations

import json
from typing import Any

from celery import Celery, signals

from runner.config import broker_url, read_config
from runner.contract import BEGIN_TASK, RESULTS_QUEUE, SETTLE_TASK, Job
from runner.station import Station

config = read_config()
app = Celery("runner", broker=broker_url(config.redis_url))
app.conf.update(
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_default_queue=config.device,
    broker_connection_retry_on_startup=True,
    worker_hijack_root_logger=False,
)
station = Station(config)


@signals.worker_ready.connect
def begin_beating(**_: Any) -> None:
    station.start()


@signals.worker_shutting_down.connect
def say_goodbye(**_: Any) -> None:
    station.leave()


@signals.worker_shutdown.connect
def stop_cells(**_: Any) -> None:
    station.close()


@app.task(name="runner.tasks.grade")
def grade(job: dict[str, Any]) -> None:
    """Judge one job (a `Job` as JSON) and send its verdict to the results queue."""
    parsed = Job.from_json(job)
    app.send_task(BEGIN_TASK, [parsed.submission, parsed.attempt, config.name], queue=RESULTS_QUEUE)
    verdict = station.judge(parsed)
    app.send_task(SETTLE_TASK, [json.loads(json.dumps(verdict.to_json()))], queue=RESULTS_QUEUE)
