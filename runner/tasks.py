"""The Celery side of a runner: take a job off its queue, judge it, send events and the verdict.

Started as `celery -A runner.tasks worker -Q cpu --pool=threads -c SLOTS`. It holds no database credentials: a verdict
goes to the results queue, where the web's worker settles it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import sys
from concurrent.futures import Future, wait
from typing import Any

from celery import Celery, signals
from kombu.exceptions import OperationalError

from runner.broker import keep_clients
from runner.config import SWITCH_SECONDS, broker_url, read_config
from runner.contract import BEGIN_TASK, RESULTS_QUEUE, SETTLE_TASK, Job, Verdict
from runner.crew import begin
from runner.station import Station

keep_clients()
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

# A beat that is not heard is followed by another; a connection that a restart of Redis cut needs one more try.
ONCE_MORE = {"max_retries": 1, "interval_start": 0}
# The verdict is what all the work was for: it waits for a broker that is away.
UNTIL_TAKEN = {"max_retries": None, "interval_start": 0, "interval_step": 0.5, "interval_max": 2.0}


def say_held(job: Job) -> None:
    """Tell the results worker that this runner works on a job."""
    try:
        app.send_task(
            BEGIN_TASK, [job.submission, job.attempt, config.name], queue=RESULTS_QUEUE, retry_policy=ONCE_MORE
        )
    except (OperationalError, OSError) as error:
        print(f"submission {job.submission}: that it is held was not told: {error}", file=sys.stderr)


station = Station(config, say_held)
on_their_way: set[Future[None]] = set()  # verdicts that the broker has yet to take


@signals.worker_ready.connect
def begin_beating(**_: Any) -> None:
    sys.setswitchinterval(SWITCH_SECONDS)
    station.start()
    gc.collect()
    gc.freeze()  # what is there stays there: a collection that walks it all would hold up whatever is judged just then


@signals.worker_shutting_down.connect
def say_goodbye(**_: Any) -> None:
    station.leave()


@signals.worker_shutdown.connect
def stop_cells(**_: Any) -> None:
    wait(on_their_way)
    station.close()


@app.task(name="runner.tasks.grade")
def grade(job: dict[str, Any]) -> None:
    """Judge one job (a `Job` as JSON) and have its verdict sent to the results queue while the next one begins.

    A runner that dies in between leaves a job that is acknowledged and has no verdict. The web's sweep sends it anew,
    as it does with any job whose runner died.
    """
    parsed = Job.from_json(job)
    with contextlib.ExitStack() as held:
        if held.enter_context(station.holding(parsed)):
            sending = begin(send, station.judge(parsed), held.pop_all())
            on_their_way.add(sending)
            sending.add_done_callback(on_their_way.discard)
    station.get_ready(parsed.lab)


def send(verdict: Verdict, held: contextlib.ExitStack) -> None:
    """Send a verdict, and let go of its job once the broker has it."""
    with held:
        told = json.loads(json.dumps(verdict.to_json()))
        app.send_task(SETTLE_TASK, [told], queue=RESULTS_QUEUE, retry_policy=UNTIL_TAKEN)
