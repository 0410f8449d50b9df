"""The dashboard: of one learner, of all roadmaps or one, of a range of days. Each part is read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from django.http import Http404
from django.utils import timezone

from labs.catalogue import catalogue
from roadmap.habits.models import Minutes
from roadmap.habits.resting import rest_days
from roadmap.papers.models import ClaimRun
from roadmap.path.standing import Standing, standings
from roadmap.path.tally import Tally
from roadmap.progress import activity
from roadmap.progress.activity import Day
from roadmap.progress.charts.attempts import Tried, attempts_chart, tried
from roadmap.progress.charts.chart import Chart
from roadmap.progress.charts.coming import coming_chart, days_ahead
from roadmap.progress.charts.phases import phases_chart, spent
from roadmap.progress.charts.reproduced import reproduced, reproduced_chart
from roadmap.progress.charts.standing import Course, claimed_and_proven, standing_chart
from roadmap.progress.charts.standing import Standing as Stood
from roadmap.progress.charts.work import work_chart
from roadmap.progress.forecast import Outlook, Pace, outlooks
from roadmap.progress.leaves import Leaf, shared_leaves, tally_of
from roadmap.progress.local_days import ONE_DAY
from roadmap.progress.scope import Scope
from roadmap.progress.span import CHOICES, Span, query
from roadmap.progress.stamp import stamp
from roadmap.reviews.queue import forecast as reviews_ahead

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# How far the chart looks ahead.
WEEKS_DRAWN: Final = 26


class Dashboard:
    """A page asks for all of it, a chart's address for one chart: each takes a constant number of queries.

    `slug` names a roadmap that the learner sees, or is empty for all of them.
    """

    def __init__(self, learner: User, slug: str = "", span: Span | None = None) -> None:
        self.learner, self.slug, self.span = learner, slug, span or Span.of()

    @cached_property
    def stamp(self) -> str:
        return stamp(self.learner)

    @cached_property
    def courses(self) -> list[Standing]:
        return standings(self.learner)

    @cached_property
    def chosen(self) -> Standing | None:
        """The roadmap looked at alone. Http404 for one that the learner does not see."""
        chosen = next((course for course in self.courses if course.roadmap.slug == self.slug), None)
        if self.slug and chosen is None:
            raise Http404(f"There is no roadmap called {self.slug}.")
        return chosen

    @cached_property
    def scope(self) -> Scope | None:
        return Scope.of(self.chosen) if self.slug and self.chosen else None

    @cached_property
    def leaves(self) -> list[Leaf]:
        return shared_leaves([self.chosen] if self.chosen else self.courses)

    @cached_property
    def tally(self) -> Tally:
        """As things stand today."""
        return tally_of(self.leaves)

    @cached_property
    def stood(self) -> list[Stood]:
        return claimed_and_proven(self.learner, self.leaves, self.span)

    @cached_property
    def pace(self) -> Pace:
        return pace_of(self.leaves)

    @cached_property
    def outlooks(self) -> list[Outlook]:
        if self.chosen:
            return phases_of(self.chosen, self.pace)
        return [whole_of(course) for course in self.courses]

    @property
    def course(self) -> Course:
        """The weeks to come as `Pace.course` tells them; empty where there is too little to go by, or the range ends
        before today."""
        still_open = _open(self.tally)
        if self.pace.too_little or not still_open or not self.span.is_present:
            return []
        return self.pace.course(self.tally.proven, still_open, WEEKS_DRAWN)

    @cached_property
    def days(self) -> list[Day]:
        return activity.days_of(self.learner, self.span, self.scope)

    @cached_property
    def tried(self) -> list[Tried]:
        return tried(self.learner, self.span, self.scope)

    @cached_property
    def every_day(self) -> set[date]:
        """The days with work on them, whatever the range and the roadmap."""
        if self.span.first is None and self._tells_all_up_to_today:
            return self._active
        return activity.days_on(self.learner)

    @property
    def _tells_all_up_to_today(self) -> bool:
        """Whether `days` are all there were since the first day of the range."""
        return self.scope is None and self.span.is_present

    @property
    def _active(self) -> set[date]:
        return {day.day for day in self.days}

    @cached_property
    def resting(self) -> set[date]:
        """All days of rest, past and to come."""
        return rest_days(self.learner)

    @cached_property
    def streak(self) -> int:
        """Days in a row up to today, whatever the range. Where it began within the range, that tells it."""
        if self._tells_all_up_to_today and self.span.first:
            earlier = (timezone.localdate() - self.span.first).days
            looked_at = {self.span.first + number * ONE_DAY for number in range(earlier)}
            if looked_at - self._active - self.resting:
                return activity.streak(self._active, self.resting)
        return activity.streak(self.every_day, self.resting)

    @property
    def proven(self) -> int:
        """How many topics were proven in the range."""
        return sum(leaf.proven_on in self.span for leaf in self.leaves if leaf.proven_on)

    @property
    def claimed(self) -> int:
        """How many topics stood claimed at its end."""
        return self.stood[-1].claimed if self.stood else 0

    @property
    def submissions(self) -> int:
        return sum(day.submissions for day in self.days)

    @property
    def labs_passed(self) -> int:
        return sum(one.proven is not None for one in self.tried)

    @property
    def labs_offered(self) -> int:
        return len(self.scope.labs if self.scope else catalogue())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever done: then there is nothing to chart, in whatever range."""
        return not (self.days or self.every_day or self.stood or ClaimRun.objects.of(self.learner).exists())

    @property
    def query(self) -> str:
        """What an address needs to show the same roadmap and range."""
        return query(self.span, self.slug)

    @property
    def query_to_follow(self) -> str:
        """The same, asked only if the page has changed; an empty page wants to be loaded anew."""
        return query(self.span, self.slug, stamp=self.stamp, **({"empty": "1"} if self.is_empty else {}))

    @property
    def query_of_all(self) -> str:
        return query(self.span)

    @property
    def queries(self) -> list[tuple[Standing, str]]:
        """Each roadmap, and the query that shows it in this range."""
        return [(course, query(self.span, course.roadmap.slug)) for course in self.courses]

    @property
    def ranges(self) -> list[tuple[str, str, str]]:
        """Each range's key and name, and the query that shows it of this roadmap."""
        return [(key, name, query(Span.of(key), self.slug)) for key, name in CHOICES]

    @property
    def charts(self) -> list[Chart]:
        return [chart(self) for chart in CHARTS.values()]


def _standing(shown: Dashboard) -> Chart:
    return standing_chart(shown.stood, shown.course, shown.span, shown.tally.leaves)


def _work(shown: Dashboard) -> Chart:
    return work_chart(shown.days, shown.span)


def _attempts(shown: Dashboard) -> Chart:
    return attempts_chart(shown.tried, shown.span)


def _time(shown: Dashboard) -> Chart:
    minutes = Minutes.objects.of(shown.learner).filter(shown.span.days("day"))
    if shown.scope:
        minutes = minutes.filter(shown.scope.about("kind", "subject"))
    courses = [shown.chosen] if shown.chosen else shown.courses
    return phases_chart(spent(courses, minutes.by_subject()), shown.span, shown.chosen is not None)


def _coming(shown: Dashboard) -> Chart:
    about = shown.scope.about("kind", "subject", topic="teachback") if shown.scope else None
    return coming_chart(reviews_ahead(shown.learner, days_ahead(shown.span), about, shown.resting))


def _papers(shown: Dashboard) -> Chart:
    papers = shown.scope.papers(shown.learner) if shown.scope else None
    return reproduced_chart(reproduced(shown.learner, shown.span, papers), shown.span)


# Every chart by its key, in the order of the page.
CHARTS: Final[dict[str, Callable[[Dashboard], Chart]]] = {
    "claimed-and-proven": _standing,
    "activity": _work,
    "time": _time,
    "attempts": _attempts,
    "reviews": _coming,
    "papers": _papers,
}


def pace_of(leaves: Iterable[Leaf]) -> Pace:
    proven = [leaf.proven_on for leaf in leaves if leaf.proven_on]
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
