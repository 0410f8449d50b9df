"""What a runner asks of this side, over the queue `results`. Each task fetches, calls, ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from celery import bootsteps, shared_task
from django.db import InterfaceError, OperationalError

from labs.actions import settle as settling
from labs.actions import sweep as sweeping
from labs.models import Submission
from runner.contract import BEGIN_TASK, LEASE_SECONDS, SETTLE_TASK, Verdict

SWEEP_SECONDS = 5.0
LEASE = timedelta(seconds=LEASE_SECONDS)
# A database that is away comes back; until then no verdict is dropped.
DATABASE_AWAY: dict[str, Any] = {
    "autoretry_for": (OperationalError, InterfaceError),
    "retry_backoff": True,
    "retry_backoff_max": 30,
    "max_retries": None,
}


@shared_task(name=BEGIN_TASK)
def begin(submission: int, attempt: str, runner: str) -> None:
    """A runner works on the job. It says so again and again, and with that keeps its lease."""
    Submission.objects.holding(submission, attempt).begin(runner, LEASE)


@shared_task(name=SETTLE_TASK, **DATABASE_AWAY)
def settle(verdict: dict[str, Any]) -> None:
    """A runner's verdict, as `Verdict.to_json` wrote it."""
    settling.settle(Verdict.from_json(verdict))


@shared_task(name="labs.tasks.sweep", expires=SWEEP_SECONDS)
def sweep() -> None:
    """Look after submissions that nobody looks after."""
    sweeping.sweep()


class Sweeping(bootsteps.StartStopStep):
    """Makes a results worker queue a sweep every few seconds.

    A sweep is a task like the others and not the timer's own work: it then comes after the verdicts that were
    already waiting when the worker started, and none of those looks lost.
    """

    requires = {"celery.worker.components:Timer"}

    def start(self, worker: Any) -> None:
        self.ticking = worker.timer.call_repeatedly(SWEEP_SECONDS, sweep.apply_async, kwargs={"retry": False})

    def stop(self, worker: Any) -> None:
        self.ticking.cancel()
