"""What a learner did on which day, counted by the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from labs.models import Submission
from roadmap.notes.models import Note
from roadmap.path.models import Tick

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ONE_DAY = timedelta(days=1)


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


def streak(days: Iterable[date], today: date | None = None) -> int:
    """How many days in a row were active, up to today or yesterday: today still counts as open until it ends."""
    active = set(days)
    last = today or timezone.localdate()
    if last not in active:
        last -= ONE_DAY
    length = 0
    while last - length * ONE_DAY in active:
        length += 1
    return length
