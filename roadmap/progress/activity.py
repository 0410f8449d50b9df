"""What a learner did on which day, counted by the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.utils import timezone

from labs.models import Submission
from labs.prepared import prepared
from roadmap.habits.models import Entry, Minutes, RoutineDone
from roadmap.habits.resting import rest_days, streak
from roadmap.notes.models import Note
from roadmap.path.models import Tick
from roadmap.progress.local_days import LocalDay
from roadmap.progress.span import ALL, Bounds, Span
from roadmap.proofs.models import Exhibit, TeachBack
from roadmap.reviews.models import Review

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from roadmap.progress.scope import Scope

__all__ = ["Day", "days_of", "days_on", "streak", "streak_of"]


@dataclass
class Day:
    """One day's counts, in the installation's time zone. `others`: explained, kept, said again, timed, logged."""

    day: date
    submissions: int = 0
    ticks: int = 0
    notes: int = 0
    others: int = 0


@dataclass(frozen=True)
class Source:
    """Rows that count as one kind of work (a field of `Day`), and the field that says when: a moment or a day."""

    kind: str
    rows: QuerySet[Any]
    when: str
    is_moment: bool = True

    def within(self, bounds: Bounds) -> QuerySet[Any]:
        within = bounds.moments(self.when) if self.is_moment else bounds.days(self.when)
        day = LocalDay(self.when) if self.is_moment else F(self.when)
        found: QuerySet[Any] = self.rows.order_by().filter(within).annotate(kind_of_work=Value(self.kind), on=day)
        return found


def days_of(learner: User, span: Span | None = None, scope: Scope | None = None) -> list[Day]:
    """The days on which the learner did something, oldest first; of one roadmap alone with a `scope`. One query."""
    days: dict[date, Day] = {}
    chosen = span or Span.of(ALL)
    counted = _counted(learner, chosen.bounds, scope) if scope else _counted_of_all(learner, *chosen.edges)
    for kind, on, times in counted:
        day = days.setdefault(on, Day(on))
        setattr(day, kind, getattr(day, kind) + times)
    return [days[day] for day in sorted(days)]


def _counted(learner: User, bounds: Bounds, scope: Scope | None) -> QuerySet[Any, tuple[str, date, int]]:
    found, *others = (
        source.within(bounds).values_list("kind_of_work", "on").annotate(times=Count("pk"))
        for source in sources_of(learner, scope)
    )
    together: QuerySet[Any, tuple[str, date, int]] = found.union(*others, all=True)
    return together


@prepared
def _counted_of_all(
    learner: User, since: datetime, until: datetime, first: date, last: date
) -> QuerySet[Any, tuple[str, date, int]]:
    return _counted(learner, Bounds(since, until, first, last), None)


def days_on(learner: User) -> set[date]:
    """Every day on which the learner did something. One query."""
    return set(_days_on(learner, *Span.of(ALL).edges))


@prepared
def _days_on(learner: User, since: datetime, until: datetime, first: date, last: date) -> QuerySet[Any, date]:
    within = Bounds(since, until, first, last)
    found, *others = (source.within(within).values_list("on", flat=True) for source in sources_of(learner))
    return found.union(*others)


def streak_of(learner: User) -> int:
    """How many days in a row, up to today; see `roadmap.habits.resting.streak`. Two queries."""
    return streak(days_on(learner), rest_days(learner), timezone.localdate())


def sources_of(learner: User, scope: Scope | None = None) -> list[Source]:
    """What counts as which kind of work. A kata counts by the code that was sent."""
    spoken = Review.objects.of(learner).standing().filter(origin=Review.Origin.TEACH_BACK)
    sources = [
        ("submissions", Submission.objects.of(learner), "created", scope and Q(lab__in=scope.labs)),
        ("ticks", Tick.objects.filter(learner=learner), "at", scope and Q(concept__key__in=scope.concepts)),
        ("notes", Note.objects.filter(learner=learner), "created", scope and Q(scope.noted())),
        ("others", TeachBack.objects.of(learner), "created", scope and Q(concept__in=scope.concepts)),
        ("others", Exhibit.objects.of(learner), "created", scope and Q(concept__in=scope.concepts)),
        ("others", spoken, "at", scope and Q(card__subject__in=scope.concepts)),
    ]
    minutes = Minutes.objects.of(learner).filter(scope.about("kind", "subject") if scope else Q())
    found = [Source(kind, rows.filter(about or Q()), when) for kind, rows, when, about in sources]
    found.append(Source("others", minutes, "day", is_moment=False))
    if scope is None:  # a routine or a competition belongs to no roadmap
        found.append(Source("others", Entry.objects.of(learner), "created"))
        done = RoutineDone.objects.filter(routine__learner=learner)
        found.append(Source("others", done, "day", is_moment=False))
    return found
