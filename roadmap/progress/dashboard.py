"""The dashboard's numbers, all from one constant set of queries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Q
from django.http import Http404
from django.utils import timezone

from labs.catalogue import catalogue
from labs.models import Submission
from roadmap.habits.resting import rest_days
from roadmap.path.standing import Standing, standings
from roadmap.path.tally import Tally
from roadmap.progress import activity, charts
from roadmap.progress.activity import Day
from roadmap.progress.forecast import Outlook, Pace, outlooks
from roadmap.progress.leaves import Leaf, shared_leaves, tally_of
from roadmap.reviews.queue import Planned
from roadmap.reviews.queue import forecast as reviews_ahead
from runner.contract import Ending

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# How far the chart looks ahead.
WEEKS_DRAWN: Final = 26


@dataclass(frozen=True)
class Dashboard:
    """What one learner's dashboard shows, of all roadmaps or of `chosen` alone."""

    courses: list[Standing]
    chosen: Standing | None
    tally: Tally
    labs_passed: int
    labs_offered: int
    submissions: int
    days: list[Day]
    resting: set[date]
    standings: list[charts.Standing]
    pace: Pace
    outlooks: list[Outlook]
    reviews: list[Planned]

    @classmethod
    def of(cls, learner: User, slug: str = "") -> Dashboard:
        """A constant number of queries. Http404 for a roadmap that the learner does not see."""
        courses = standings(learner)
        chosen = next((course for course in courses if course.roadmap.slug == slug), None)
        if slug and chosen is None:
            raise Http404(f"There is no roadmap called {slug}.")
        leaves = shared_leaves([chosen] if chosen else courses)
        pace = pace_of(leaves)
        offered = list(catalogue())
        sent = Submission.objects.of(learner).aggregate(
            all=Count("pk"), passed=Count("lab", distinct=True, filter=Q(verdict=Ending.PASSED, lab__in=offered))
        )
        return cls(
            courses=courses,
            chosen=chosen,
            tally=tally_of(leaves),
            labs_passed=sent["passed"],
            labs_offered=len(offered),
            submissions=sent["all"],
            days=activity.days_of(learner),
            resting=rest_days(learner),
            standings=charts.claimed_and_proven(learner, leaves),
            pace=pace,
            outlooks=phases_of(chosen, pace) if chosen else [whole_of(one) for one in courses],
            reviews=reviews_ahead(learner),
        )

    @property
    def streak(self) -> int:
        return activity.streak((day.day for day in self.days), self.resting)

    @property
    def still_open(self) -> int:
        return _open(self.tally)

    @property
    def course(self) -> list[tuple[date, float, float, float]]:
        """The weeks to come as `Pace.course` tells them; empty where there is too little to go by."""
        if self.pace.too_little or not self.still_open:
            return []
        return self.pace.course(self.tally.proven, self.still_open, WEEKS_DRAWN)

    @property
    def is_empty(self) -> bool:
        return not self.days

    @property
    def stamp(self) -> str:
        """Changes with every number on the page."""
        numbers = (
            *(self.tally, self.labs_passed, self.labs_offered, self.submissions, self.days, self.standings),
            *(self.resting, self.pace, self.outlooks, self.reviews),
        )
        return hashlib.blake2s(repr(numbers).encode(), digest_size=8).hexdigest()


def pace_of(leaves: Iterable[Leaf]) -> Pace:
    proven = [timezone.localdate(leaf.proven_at) for leaf in leaves if leaf.proven_at]
    return Pace.of(proven, timezone.localdate())


def phases_of(course: Standing, pace: Pace) -> list[Outlook]:
    """When each phase of a roadmap is done, taken in order, and last the whole of it."""
    titles = {topic.phase_id: topic.phase.title for topic in course.topics}
    parts = [(title, _open(course.progress.phases[phase])) for phase, title in titles.items()]
    return [*outlooks(parts, pace, in_order=True), whole_of(course, pace)]


def whole_of(course: Standing, pace: Pace | None = None) -> Outlook:
    """When a roadmap is done, at the pace of its own topics."""
    (whole,) = outlooks(
        [(course.roadmap.title, _open(course.tally))], pace or pace_of(shared_leaves([course])), in_order=False
    )
    return whole


def _open(tally: Tally) -> int:
    return tally.leaves - tally.proven
