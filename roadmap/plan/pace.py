"""The hours a learner has against what labs take: what a day of this week holds, and when the labs left are done.

What was spent is what the timer or the learner wrote down; a lab that was passed this week and has no minutes of its
own counts by its estimate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from labs.catalogue import catalogue
from labs.models import Submission
from roadmap.habits.models import About, Minutes
from roadmap.habits.resting import rest_days, week_of
from roadmap.path.standing import Standing
from roadmap.plan.models import Plan
from roadmap.plan.steps import open_leaves

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MINUTES: Final = 60
DAYS_A_WEEK: Final = 7


@dataclass(frozen=True)
class Week:
    """The week around `day`: minutes planned and spent, and what is left of them for the day itself."""

    day: date
    planned: int
    spent: int
    spent_today: int
    working_days: int
    resting: bool

    @property
    def left(self) -> int:
        return max(0, self.planned - self.spent)

    @property
    def for_today(self) -> int:
        """Minutes: what was left this morning in even parts on the days of work to come, less what was done today."""
        if self.resting or not self.working_days:
            return 0
        morning = max(0, self.planned - (self.spent - self.spent_today))
        return max(0, ceil(morning / self.working_days) - self.spent_today)

    @property
    def share(self) -> float:
        """Of the hours planned, how much is spent, from 0 to 1."""
        return min(1.0, self.spent / self.planned)


def hours_a_week(learner: User) -> float | None:
    """What the learner said they have; None where they did not say. One query."""
    return Plan.objects.of(learner).hours


def week_of_plan(learner: User, hours: float | None, resting: set[date] | None = None) -> Week | None:
    """This week; None without hours to plan with. Two queries, one more where `resting` is not at hand."""
    if not hours:
        return None
    today = timezone.localdate()
    days = week_of(today)
    spent = spent_by_day(learner, min(days))
    rest = rest_days(learner) if resting is None else resting
    working = [day for day in days if day >= today and day not in rest]
    return Week(
        today, round(hours * MINUTES), sum(spent.values()), spent.get(today, 0), len(working), resting=today in rest
    )


def spent_by_day(learner: User, first: date) -> dict[date, int]:
    """Minutes of each day since `first`, written down or estimated. Two queries."""
    labs = catalogue()
    spent: dict[date, int] = {}
    timed: set[str] = set()
    for day, kind, subject, minutes in (
        Minutes.objects.of(learner).filter(day__gte=first).values_list("day", "kind", "subject", "minutes")
    ):
        spent[day] = spent.get(day, 0) + minutes
        timed |= {subject} if kind == About.LAB else set()
    passed = Submission.objects.of(learner).passed().filter(settled__date__gte=first).order_by("settled")
    for lab, settled in passed.values_list("lab", "settled"):
        if settled and lab in labs and lab not in timed:
            timed.add(lab)
            day = timezone.localdate(settled)
            spent[day] = spent.get(day, 0) + labs[lab].minutes
    return spent


def minutes_of_open_labs(courses: Iterable[Standing]) -> int:
    """What the labs still to be passed take by their estimates; each counts once, on however many roadmaps it is."""
    labs = catalogue()
    still_open = {
        part.target
        for course in courses
        for topic in open_leaves(course)
        for part in course.at(topic).parts
        if part.kind == "lab" and part.target in labs and not part.state.is_proven
    }
    return sum(labs[slug].minutes for slug in still_open)


def done_by(minutes: int, hours: float, today: date) -> date:
    """When so many minutes are spent at so many hours a week."""
    return today + timedelta(days=ceil(DAYS_A_WEEK * minutes / (hours * MINUTES)))
