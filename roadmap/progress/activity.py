"""What a learner did on which day, counted by the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate

from labs.models import Submission
from roadmap.habits.models import Entry, Minutes, RoutineDone
from roadmap.habits.resting import streak
from roadmap.notes.models import Note
from roadmap.path.models import Tick
from roadmap.proofs.models import Exhibit, TeachBack
from roadmap.reviews.models import Review

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["Day", "days_of", "streak"]


@dataclass
class Day:
    """One day's counts, in the installation's time zone. `others`: explained, kept, said again, timed, logged."""

    day: date
    submissions: int = 0
    ticks: int = 0
    notes: int = 0
    others: int = 0


def days_of(learner: User) -> list[Day]:
    """The days on which the learner did something, oldest first. One query for each kind of thing."""
    days: dict[date, Day] = {}
    for name, rows, on in sources_of(learner):
        counted = rows.order_by().annotate(on=on).values("on").annotate(times=Count("pk"))
        for row in counted:
            day = days.setdefault(row["on"], Day(row["on"]))
            setattr(day, name, getattr(day, name) + row["times"])
    return [days[day] for day in sorted(days)]


def sources_of(learner: User) -> list[tuple[str, QuerySet[Any], TruncDate | F]]:
    """What counts as which kind of work, and on which day. A kata counts by the code that was sent."""
    in_words = Review.objects.of(learner).standing().filter(origin=Review.Origin.TEACH_BACK)
    return [
        ("submissions", Submission.objects.of(learner), TruncDate("created")),
        ("ticks", Tick.objects.filter(learner=learner), TruncDate("at")),
        ("notes", Note.objects.filter(learner=learner), TruncDate("created")),
        ("others", TeachBack.objects.of(learner), TruncDate("created")),
        ("others", Exhibit.objects.of(learner), TruncDate("created")),
        ("others", in_words, TruncDate("at")),
        ("others", Minutes.objects.of(learner), F("day")),
        ("others", Entry.objects.of(learner), TruncDate("created")),
        ("others", RoutineDone.objects.filter(routine__learner=learner), F("day")),
    ]
