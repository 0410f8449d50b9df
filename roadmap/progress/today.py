"""What now, in the order of its urgency: reviews due, what is judged, what was begun, what comes next, the paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from labs.catalogue import catalogue
from labs.models import Draft, Submission
from labs.models import State as Stage
from labs.prepared import prepared
from roadmap.habits.resting import rest_days
from roadmap.papers.models import Reproduction
from roadmap.path.models import MilestoneGoal, Topic
from roadmap.path.standing import Standing, standings
from roadmap.plan.models import Plan
from roadmap.plan.pace import Week, done_by, minutes_of_open_labs, week_of_plan
from roadmap.plan.steps import Otherwise, Step, by_words, next_steps
from roadmap.proofs.beside import WORDS
from roadmap.reviews.queue import Queue, looked_up
from runner.lab import Lab

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHOWN: Final = 5
FEWEST_STEPS, MOST_STEPS = 3, 6
DUE_WITHIN: Final = timedelta(days=30)
# What was not touched for longer does not come before a new topic any more.
GOES_ON: Final = timedelta(days=14)
# What waits longer than this waits for a runner: there is something better to do than to watch it.
WATCHED: Final = timedelta(minutes=2)


@dataclass(frozen=True)
class Judged:
    """A submission without a verdict yet, and its lab's title."""

    submission: Submission
    title: str

    @property
    def is_watched(self) -> bool:
        """Whether its checks come in now, or will in a moment."""
        running = self.submission.state == Stage.RUNNING
        return running or timezone.now() - self.submission.created < WATCHED


@dataclass(frozen=True)
class Begun:
    """A lab under way: how often it was sent, when it was last touched, whether the editor holds unsent code."""

    lab: Lab
    attempts: int
    last: datetime
    drafted: bool

    @property
    def goes_on(self) -> bool:
        return timezone.now() - self.last < GOES_ON


@dataclass(frozen=True)
class Due:
    """A milestone with a day set for it that is near or past, and not reached."""

    course: Standing
    topic: Topic
    day: date
    missing: int

    @property
    def overdue(self) -> bool:
        return self.day < timezone.localdate()


@dataclass(frozen=True)
class Planned:
    """A step of the plan; `when` is "today", "this week", "later", or empty where no hours are planned with."""

    step: Step
    when: str

    @property
    def lab(self) -> Lab:
        return self.step.lab

    @property
    def topic(self) -> Topic:
        return self.step.topic

    @property
    def course(self) -> Standing:
        return self.step.course


@dataclass(frozen=True)
class Today:
    """Everything that the page tells. A constant number of queries, however much there is."""

    plan: Plan
    courses: Sequence[Standing]
    judged: Sequence[Judged]
    begun: Sequence[Begun]
    due: Sequence[Due]
    reviews: Queue
    papers: Sequence[Reproduction]
    week: Week | None
    passed: set[str]
    resting: set[date]

    @classmethod
    def of(cls, learner: User) -> Today:
        courses, plan = standings(learner), Plan.objects.of(learner)
        passed, judged = passed_labs(learner), unsettled(learner)
        resting = rest_days(learner)
        watched = {one.submission.lab for one in judged}
        return cls(
            plan=plan,
            courses=courses,
            judged=judged,
            begun=[one for one in under_way(learner, passed) if one.lab.slug not in watched],
            due=milestones_due(learner, courses),
            reviews=looked_up(learner, resting),
            papers=_of_month(learner, timezone.localdate().replace(day=1)),
            week=week_of_plan(learner, plan.hours, resting),
            passed=passed,
            resting=resting,
        )

    @cached_property
    def followed(self) -> list[Standing]:
        return self.plan.followed(self.courses)

    @cached_property
    def steps(self) -> list[Planned]:
        """The next topics: as many as the week still holds, a few in any case."""
        planned = placed(next_steps(self.followed, self.passed, self.courses), self.week, self.review_minutes)
        soon = sum(one.when in ("today", "this week") for one in planned)
        return planned[: min(max(FEWEST_STEPS, soon), MOST_STEPS)]

    @cached_property
    def otherwise(self) -> list[tuple[Otherwise, list[str]]]:
        """What is left to prove in other ways than by a lab, each with those ways in words. Where labs are left,
        nothing: they come first."""
        if self.steps:
            return []
        left = islice(by_words(self.followed), FEWEST_STEPS)
        return [(one, [WORDS[kind][0] for kind in one.kinds if kind in WORDS]) for one in left]

    @cached_property
    def first(self) -> str:
        """The one thing to do now: "reviews", "judged", "begun", "step", "otherwise", "paper"; empty where all is
        done."""
        if self.reviews.today:
            return "reviews"
        if self.watched:
            return "judged"
        if any(one.goes_on for one in self.begun):
            return "begun"
        if self.steps:
            return "step"
        if self.begun:
            return "begun"
        return "otherwise" if self.otherwise else "paper" if self.open_papers else ""

    @property
    def watched(self) -> Judged | None:
        """The newest submission whose checks come in."""
        return next((one for one in self.judged if one.is_watched), None)

    @property
    def open_papers(self) -> list[Reproduction]:
        return [one for one in self.papers if one.status in (Reproduction.Status.PLANNED, Reproduction.Status.RUNNING)]

    @property
    def review_minutes(self) -> int:
        """What today's reviews take, as far as a lab says it."""
        return sum(item.minutes or 0 for item in self.reviews.today)

    @cached_property
    def minutes_left(self) -> int:
        """What the labs still open on the followed roadmaps take."""
        return minutes_of_open_labs(self.followed)

    @property
    def done_by(self) -> date | None:
        """When they are done, at the hours planned; None without hours, or with nothing left."""
        hours = self.plan.hours
        return done_by(self.minutes_left, hours, timezone.localdate()) if hours and self.minutes_left else None


def placed(steps: Iterable[Step], week: Week | None, before: int) -> list[Planned]:
    """Each step on the day or week that holds it after those before it; `before` are minutes taken already."""
    planned, minutes = [], before
    for step in steps:
        minutes += step.lab.minutes
        planned.append(Planned(step, _when(minutes, week)))
    return planned


def _when(minutes: int, week: Week | None) -> str:
    if week is None:
        return ""
    return "today" if minutes <= week.for_today else "this week" if minutes <= week.left else "later"


def unsettled(learner: User) -> list[Judged]:
    """What waits or runs, the newest first."""
    labs = catalogue()
    return [Judged(row, labs[row.lab].title if row.lab in labs else row.lab) for row in _unsettled(learner)]


@prepared
def _unsettled(learner: User) -> QuerySet[Submission]:
    return Submission.objects.of(learner).exclude(state=Stage.SETTLED).order_by("-pk")[:SHOWN]


def judged_stamp(judged: Iterable[Judged]) -> str:
    """Changes when one of them moves on."""
    return ",".join(f"{one.submission.pk}-{one.submission.state}" for one in judged)


def passed_labs(learner: User) -> set[str]:
    return set(_passed(learner))


@prepared
def _passed(learner: User) -> QuerySet[Submission, str]:
    return Submission.objects.of(learner).passed().order_by().values_list("lab", flat=True).distinct()


def under_way(learner: User, passed: set[str]) -> list[Begun]:
    """Labs of the catalogue begun and not passed, the one touched last first. Two queries."""
    labs = catalogue()
    sent = {lab: (attempts, last) for lab, attempts, last in _attempts(learner)}
    drafts = dict(_drafts(learner))
    begun = []
    for slug in ({*sent, *drafts} & labs.keys()) - passed:
        attempts, last = sent.get(slug, (0, None))
        kept = drafts.get(slug)
        newest = max(moment for moment in (last, kept) if moment)
        begun.append(Begun(labs[slug], attempts, newest, bool(kept and (last is None or kept > last))))
    return sorted(begun, key=lambda one: one.last, reverse=True)[:SHOWN]


@prepared
def _attempts(learner: User) -> QuerySet[Submission, tuple[str, int, datetime]]:
    rows = Submission.objects.of(learner).order_by().values_list("lab")
    return rows.annotate(attempts=Count("pk"), last=Max("created"))


@prepared
def _drafts(learner: User) -> QuerySet[Draft, tuple[str, datetime]]:
    return Draft.objects.filter(learner=learner).values_list("lab", "kept")


def milestones_due(learner: User, courses: Iterable[Standing]) -> list[Due]:
    """Milestones to be reached within DUE_WITHIN, or before today, the earliest first. One query."""
    until = timezone.localdate() + DUE_WITHIN
    goals = dict(_goals(learner, until))
    due: dict[int, Due] = {}
    for course in courses if goals else ():
        for topic in course.topics:
            own = course.at(topic)
            if topic.is_milestone and topic.concept_id in goals and not own.own.is_done:
                due[topic.concept_id] = Due(course, topic, goals[topic.concept_id], len(own.open_parts))
    return sorted(due.values(), key=lambda one: one.day)


@prepared
def _goals(learner: User, until: date) -> QuerySet[MilestoneGoal, tuple[int, date]]:
    return MilestoneGoal.objects.filter(learner=learner, target_date__lte=until).values_list("concept", "target_date")


@prepared
def _of_month(learner: User, month: date) -> QuerySet[Reproduction]:
    return Reproduction.objects.of(learner).filter(month=month).with_verdicts()
