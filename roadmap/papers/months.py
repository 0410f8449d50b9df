"""One paper a month: which months have theirs, how many in a row, and what is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction

from roadmap.papers.models import Paper, Reproduction, RestMonth

REST_MONTHS_A_YEAR: Final = 3
MONTHS_BACK, MONTHS_AHEAD = 9, 2
READY_PAPERS = 3


class NoRest(ValueError):
    """A month that cannot be planned as rest; the message says why."""


@dataclass
class Month:
    """`state`: done, begun, planned, rest, missed (it passed without), open (it runs), ahead, or before the first."""

    first: date
    state: str = "ahead"
    reproductions: list[Reproduction] = field(default_factory=list)

    @property
    def words(self) -> str:
        return {"begun": "under way", "ahead": "to come", "before": "not begun"}.get(self.state, self.state)


@dataclass(frozen=True)
class Rhythm:
    """A learner's months: the calendar, the row of done ones, what is next (and if nothing is, what could be)."""

    months: list[Month]
    streak: int
    next: Reproduction | None
    ready: list[Paper]

    @property
    def is_begun(self) -> bool:
        """Whether any month says something of its learner."""
        return any(month.state not in ("before", "open", "ahead") for month in self.months)


def shifted(month: date, by: int) -> date:
    """The first of the month `by` months later."""
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def rhythm(learner: User, today: date) -> Rhythm:
    """As many queries for a long log as for a short one."""
    trials = list(Reproduction.objects.of(learner).with_verdicts())
    resting = RestMonth.objects.of(learner).months()
    this = today.replace(day=1)
    done = {trial.month for trial in trials if trial.status == Reproduction.Status.DONE}
    first = min((trial.month for trial in trials), default=this)
    months = [month_of(shifted(this, by), trials, resting, this, first) for by in range(-MONTHS_BACK, MONTHS_AHEAD + 1)]
    coming = [trial for trial in trials if trial.status in ("planned", "running")]
    soonest = min(coming, key=lambda trial: (trial.status != "running", trial.month < this, trial.month), default=None)
    ready = Paper.objects.of(learner).filter(reproductions=None).order_by("created", "pk")[:READY_PAPERS]
    return Rhythm(months, streak(done, resting, this), soonest, [] if soonest else list(ready))


def month_of(first: date, trials: list[Reproduction], resting: set[date], this: date, begun: date) -> Month:
    mine = [trial for trial in trials if trial.month == first]
    status = {trial.status for trial in mine}
    for name, state in (("done", "done"), ("running", "begun")):
        if name in status:
            return Month(first, state, mine)
    if first in resting:
        return Month(first, "rest", mine)
    if first < this:
        return Month(first, "missed" if first >= begun else "before", mine)
    if "planned" in status:
        return Month(first, "planned", mine)
    return Month(first, "open" if first == this else "ahead", mine)


def streak(done: Iterable[date], resting: Iterable[date], this: date) -> int:
    """How many done months in a row, up to now. Planned rest neither counts nor breaks the row, and this month is
    still open until it ends."""
    months, rest = set(done), set(resting)
    month = this if this in months else shifted(this, -1)
    first = min(months, default=None)
    length = 0
    while first and month >= first and (month in months or month in rest):
        length += month in months
        month = shifted(month, -1)
    return length


@transaction.atomic
def plan_rest(learner: User, month: date, today: date) -> None:
    """Plan `month` as rest. Raises NoRest for one that has passed or lies far ahead, or when the year has enough."""
    this = today.replace(day=1)
    if not this <= month <= shifted(this, 12):
        raise NoRest("Rest is planned for this month or one of the next twelve.")
    User.objects.select_for_update().get(pk=learner.pk)  # two plans at once would each miss the other
    year = {one for one in RestMonth.objects.of(learner).months() if one.year == month.year}
    if month not in year and len(year) >= REST_MONTHS_A_YEAR:
        raise NoRest(f"{month.year} has {REST_MONTHS_A_YEAR} months of rest already; take one of them back first.")
    RestMonth.objects.get_or_create(learner=learner, month=month)


def take_back(learner: User, month: date, today: date) -> bool:
    """Unplan rest that has not passed: a past month's row was counted with it."""
    if month < today.replace(day=1):
        return False
    return bool(RestMonth.objects.of(learner).filter(month=month).delete()[0])
