"""The timer: one at a time, kept on the server, and asked about when it was probably forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from labs.prepared import prepared
from roadmap.habits.models import LONGEST_TIMED, Minutes, Timer

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet


class Forgotten(Exception):
    """A timer ran longer than LONGEST_TIMED: only the learner knows how long the work took."""

    def __init__(self, timer: Timer) -> None:
        hours = LONGEST_TIMED.total_seconds() / 3600
        super().__init__(f"The timer has run for more than {hours:.0f} hours. Nothing is written down until you say.")
        self.timer = timer


@transaction.atomic
def start(learner: User, kind: str, subject: str) -> Minutes | None:
    """Start the timer on a lab or a topic. One that runs on something else is stopped first, and its minutes given.

    Raises Forgotten where that one has to be asked about.
    """
    running = _running(learner)
    if running and (running.kind, running.subject) == (kind, subject):
        return None
    stopped = stop(learner) if running else None
    Timer.objects.create(learner=learner, kind=kind, subject=subject)
    return stopped


@transaction.atomic
def stop(learner: User, minutes: int | None = None) -> Minutes | None:
    """Stop the timer and write its minutes down, or `minutes` where the learner says how many they were.

    None where no timer runs, or no minute was spent. Raises Forgotten where the learner has to say.
    """
    timer = _running(learner)
    if timer is None:
        return None
    if minutes is None and timer.is_forgotten:
        raise Forgotten(timer)
    timer.delete()
    spent = timer.minutes if minutes is None else minutes
    if not spent:
        return None
    return Minutes.objects.create(
        learner=learner,
        kind=timer.kind,
        subject=timer.subject,
        minutes=spent,
        day=timezone.localdate(timer.began),
        timed=True,
    )


def timer_of(learner: User) -> Timer | None:
    """The learner's timer, if it runs. One query."""
    return next(iter(_timer(learner)), None)


@prepared
def _timer(learner: User) -> QuerySet[Timer]:
    return Timer.objects.filter(learner=learner)


def _running(learner: User) -> Timer | None:
    """The learner's timer, held until the transaction ends: of two that stop it, one writes it down."""
    return Timer.objects.select_for_update().filter(learner=learner).first()
