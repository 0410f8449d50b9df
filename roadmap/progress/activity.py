"""What a learner did on which day, counted by the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from labs.models import Submission
from roadmap.habits.resting import streak
from roadmap.notes.models import Note
from roadmap.path.models import Tick

if TYPE_CHECKING:
    from django.contrib.auth.models import User
__all__ = ["Day", "days_of", "streak"]


@dataclass
class Day:
    """One day's counts, in the installation's time zone."""

    day: date
    submissions: int = 0
    ticks: int = 0
    notes: int = 0


def days_of(learner: User) -> list[Day]:
    """The days on which the learner sent code, ticked a topic or wrote a note, oldest first. Three queries."""
    sources: dict[str, tuple[QuerySet[Any], str]] = {
        "submissions": (Submission.objects.of(learner), "created"),
        "ticks": (Tick.objects.filter(learner=learner), "at"),
        "notes": (Note.objects.filter(learner=learner), "created"),
    }
    days: dict[date, Day] = {}
    for name, (rows, moment) in sources.items():
        counted = rows.order_by().annotate(on=TruncDate(moment)).values("on").annotate(times=Count("pk"))
        for row in counted:
            setattr(days.setdefault(row["on"], Day(row["on"])), name, row["times"])
    return [days[day] for day in sorted(days)]
