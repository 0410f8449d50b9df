"""What now: what runs, what was begun, what is due, the one topic to take next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Max
from django.utils import timezone

from labs.catalogue import catalogue
from labs.models import Draft, Submission
from labs.models import State as Stage
from roadmap.path.models import MilestoneGoal, Topic, TopicKind
from roadmap.path.standing import Standing
from roadmap.path.tally import State
from runner.lab import Lab

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHOWN: Final = 5
DUE_WITHIN: Final = timedelta(days=30)


@dataclass(frozen=True)
class Next:
    """A topic that has not been begun and the lab of it to open."""

    course: Standing
    topic: Topic
    lab: Lab


@dataclass(frozen=True)
class Judged:
    """A submission without a verdict yet, and its lab's title."""

    submission: Submission
    title: str


@dataclass(frozen=True)
class Begun:
    """A lab under way: how often it was sent, when it was last touched, whether the editor holds unsent code."""

    lab: Lab
    attempts: int
    last: datetime
    drafted: bool


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


def unsettled(learner: User) -> list[Judged]:
    """What waits or runs, the newest first."""
    labs = catalogue()
    rows = Submission.objects.of(learner).exclude(state=Stage.SETTLED).order_by("-pk")[:SHOWN]
    return [Judged(row, labs[row.lab].title if row.lab in labs else row.lab) for row in rows]


def passed_labs(learner: User) -> set[str]:
    return set(Submission.objects.of(learner).passed().order_by().values_list("lab", flat=True).distinct())


def under_way(learner: User, passed: set[str]) -> list[Begun]:
    """Labs of the catalogue begun and not passed, the one touched last first. Two queries."""
    labs = catalogue()
    sent = {
        row["lab"]: (row["attempts"], row["last"])
        for row in Submission.objects.of(learner)
        .order_by()
        .values("lab")
        .annotate(attempts=Count("pk"), last=Max("created"))
    }
    drafts = dict(Draft.objects.filter(learner=learner).values_list("lab", "kept"))
    begun = []
    for slug in ({*sent, *drafts} & labs.keys()) - passed:
        attempts, last = sent.get(slug, (0, None))
        kept = drafts.get(slug)
        newest = max(moment for moment in (last, kept) if moment)
        begun.append(Begun(labs[slug], attempts, newest, bool(kept and (last is None or kept > last))))
    return sorted(begun, key=lambda one: one.last, reverse=True)[:SHOWN]


def next_topic(courses: Iterable[Standing], passed: set[str]) -> Next | None:
    """The first topic not begun whose lab is here and whose prerequisites are passed; else the first with a lab.

    The roadmap in which most is done goes first: it is the one the learner follows.
    """
    followed = sorted(courses, key=lambda course: -_begun(course))
    waiting = [one for course in followed for one in _not_begun(course)]
    ready = (one for one in waiting if passed.issuperset(set(one.lab.prerequisites) & catalogue().keys()))
    return next(ready, next(iter(waiting), None))


def _begun(course: Standing) -> int:
    return course.tally.proven + course.tally.claimed + course.tally.under_way


def _not_begun(course: Standing) -> Iterable[Next]:
    labs = catalogue()
    for topic in course.topics:
        own = course.at(topic)
        if topic.kind != TopicKind.TOPIC or not own.is_leaf or own.own is not State.NOT_BEGUN:
            continue
        first = next((labs[part.target] for part in own.parts if part.kind == "lab" and part.target in labs), None)
        if first:
            yield Next(course, topic, first)


def milestones_due(learner: User, courses: Iterable[Standing]) -> list[Due]:
    """Milestones to be reached within DUE_WITHIN, or before today, the earliest first. One query."""
    until = timezone.localdate() + DUE_WITHIN
    goals = dict(
        MilestoneGoal.objects.filter(learner=learner, target_date__lte=until).values_list("concept_id", "target_date")
    )
    due: dict[int, Due] = {}
    for course in courses if goals else ():
        for topic in course.topics:
            own = course.at(topic)
            if topic.is_milestone and topic.concept_id in goals and not own.own.is_done:
                due[topic.concept_id] = Due(course, topic, goals[topic.concept_id], len(own.open_parts))
    return sorted(due.values(), key=lambda one: one.day)
