"""When a routine is due, whether it was done in its period, and for how many periods in a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from labs.prepared import prepared
from roadmap.habits.models import Routine
from roadmap.habits.resting import rest_days

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

ONE_DAY = timedelta(days=1)
# From the roadmaps' maintenance; a press of a button takes one over.
SUGGESTED: Final = (
    ("Look through the day's arXiv: cs.CV, cs.CL, cs.LG", Routine.Every.DAY, "https://arxiv.org/list/cs.LG/new"),
    ("Reproduce one paper", Routine.Every.MONTH, ""),
    ("Teach one concept in plain words", Routine.Every.WEEK, ""),
    ("Look over what fades, and the reviews put off", Routine.Every.WEEK, ""),
)
SHOWN_DATES: Final = 6


@dataclass(frozen=True)
class Round:
    """A routine as it stands today. `row` is how many periods in a row it was done; the present one may be open."""

    routine: Routine
    days: tuple[date, ...]
    is_done: bool
    row: int

    @property
    def done_today(self) -> bool:
        return timezone.localdate() in self.days

    @property
    def latest(self) -> tuple[date, ...]:
        return self.days[:SHOWN_DATES]


def begin_of(every: str, day: date) -> date:
    """The first day of the period around `day`: the day, its Monday, its first of the month."""
    if every == Routine.Every.WEEK:
        return day - day.weekday() * ONE_DAY
    return day.replace(day=1) if every == Routine.Every.MONTH else day


def in_a_row(every: str, days: Iterable[date], resting: Collection[date], today: date) -> int:
    """Periods in a row with a done date, up to the present one, which may still be open. A period that is all
    planned rest neither counts nor breaks the row."""
    done = {begin_of(every, day) for day in days}
    first = min(done, default=None)
    period, length = begin_of(every, today), 0
    if period not in done:
        period = begin_of(every, period - ONE_DAY)
    while first and period >= first and (period in done or all_rest(every, period, resting)):
        length += period in done
        period = begin_of(every, period - ONE_DAY)
    return length


def all_rest(every: str, period: date, resting: Collection[date]) -> bool:
    day = period
    while begin_of(every, day) == period:
        if day not in resting:
            return False
        day += ONE_DAY
    return True


def rounds_of(learner: User, today: date | None = None, resting: Collection[date] | None = None) -> list[Round]:
    """The learner's routines, what is still to be done first. Two queries, one more where `resting` is not at hand."""
    now = today or timezone.localdate()
    resting = rest_days(learner) if resting is None else resting
    rounds = []
    for routine in _routines(learner):
        days = tuple(sorted((done.day for done in routine.done.all()), reverse=True))
        is_done = bool(days) and days[0] >= begin_of(routine.every, now)
        rounds.append(Round(routine, days, is_done, in_a_row(routine.every, days, resting, now)))
    return sorted(rounds, key=lambda one: one.is_done)


@prepared
def _routines(learner: User) -> QuerySet[Routine]:
    return Routine.objects.of(learner).prefetch_related("done")
