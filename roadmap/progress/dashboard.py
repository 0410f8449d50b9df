"""The dashboard's numbers, all from one constant set of queries."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.http import Http404

from labs.catalogue import catalogue
from labs.models import Submission
from roadmap.habits.resting import rest_days
from roadmap.path.standing import Standing, standings
from roadmap.path.tally import Tally
from roadmap.progress import activity, charts
from roadmap.progress.activity import Day
from roadmap.progress.leaves import shared_leaves, tally_of
from runner.contract import Ending

if TYPE_CHECKING:
    from django.contrib.auth.models import User


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

    @classmethod
    def of(cls, learner: User, slug: str = "") -> Dashboard:
        """Ten queries. Http404 for a roadmap that the learner does not see."""
        courses = standings(learner)
        chosen = next((course for course in courses if course.roadmap.slug == slug), None)
        if slug and chosen is None:
            raise Http404(f"There is no roadmap called {slug}.")
        leaves = shared_leaves([chosen] if chosen else courses)
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
        )

    @property
    def streak(self) -> int:
        return activity.streak((day.day for day in self.days), self.resting)

    @property
    def is_empty(self) -> bool:
        return not self.days

    @property
    def stamp(self) -> str:
        """Changes with every number on the page."""
        numbers = (self.tally, self.labs_passed, self.labs_offered, self.submissions, self.days, self.standings)
        return hashlib.blake2s(repr(numbers).encode(), digest_size=8).hexdigest()
