"""Time against estimates: what was spent on each lab and topic, and in each week."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from labs.catalogue import catalogue
from labs.markdown import Link, Target
from roadmap.habits.models import About, Minutes
from roadmap.links import links_for

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WEEKS_SHOWN: Final = 8
ONE_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True)
class Spent:
    """Minutes on one subject, and what its lab says it takes; None for a topic or a lab that is gone."""

    link: Link
    minutes: int
    estimate: int | None

    @property
    def percent(self) -> int | None:
        return round(100 * self.minutes / self.estimate) if self.estimate else None


def spent_by_subject(learner: User) -> list[Spent]:
    """What took the most first."""
    totals = Minutes.objects.of(learner).by_subject()
    links = links_for(learner)([Target(kind, subject) for kind, subject in totals])
    rows = [
        Spent(links.get(Target(kind, subject)) or Link(subject, known=False), minutes, estimate(kind, subject))
        for (kind, subject), minutes in totals.items()
    ]
    return sorted(rows, key=lambda row: -row.minutes)


def estimate(kind: str, subject: str) -> int | None:
    """The minutes that a lab's folder names."""
    lab = catalogue().get(subject) if kind == About.LAB else None
    return lab.minutes if lab else None


def minutes_by_week(learner: User, today: date | None = None) -> list[tuple[date, int]]:
    """The Mondays of the latest weeks, this one last, with the minutes of each. One query."""
    now = today or timezone.localdate()
    monday = now - timedelta(days=now.weekday())
    first = monday - (WEEKS_SHOWN - 1) * ONE_WEEK
    weeks: Counter[date] = Counter()
    for day, minutes in Minutes.objects.of(learner).filter(day__gte=first).values_list("day", "minutes"):
        weeks[day - timedelta(days=day.weekday())] += minutes
    return [(first + number * ONE_WEEK, weeks[first + number * ONE_WEEK]) for number in range(WEEKS_SHOWN)]
