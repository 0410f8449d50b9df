"""What a runner asks of this side, over the queue `results`. Each task fetches, calls, ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from celery import bootsteps, shared_task
from django.db import InterfaceError, OperationalError

from labs.actions import settle as settling
from labs.actions import sweep as sweeping
from labs.catalogue import catalogue
from labs.models import Submission
from runner.contract import BEGIN_TASK, SETTLE_TASK, Verdict
from runner.lab import Limits

SWEEP_SECONDS = 5.0
LEASE_MARGIN = timedelta(seconds=60)
# The reference runs on the same cases as the submission, perhaps twice, and a cell may wait for a core.
LEASE_SHARES = 4
# A database that is away comes back; until then no verdict is dropped.
DATABASE_AWAY: dict[str, Any] = {
    "autoretry_for": (OperationalError, InterfaceError),
    "retry_backoff": True,
    "retry_backoff_max": 30,
    "max_retries": None,
}


@shared_task(name=BEGIN_TASK, **DATABASE_AWAY)
def begin(submission: int, attempt: str, runner: str) -> None:
    """A runner took the job. It may say so again to prolong its lease."""
    holding = Submission.objects.holding(submission, attempt)
    if found := holding.first():
        holding.begin(runner, lease_of(found.lab))


@shared_task(name=SETTLE_TASK, **DATABASE_AWAY)
def settle(verdict: dict[str, Any]) -> None:
    """A runner's verdict, as `Verdict.to_json` wrote it."""
    settling.settle(Verdict.from_json(verdict))


@shared_task(name="labs.tasks.sweep", expires=SWEEP_SECONDS)
def sweep() -> None:
    """Look after submissions that nobody looks after."""
    sweeping.sweep()


def lease_of(lab: str) -> timedelta:
    """How long a runner may be silent on a submission before another one gets it."""
    found = catalogue().get(lab)
    limits = found.limits if found else Limits()
    return LEASE_MARGIN + LEASE_SHARES * timedelta(seconds=limits.seconds)


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
