"""A learner's roadmaps side by side: each as they stand in it, and all of them as the concepts they share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from roadmap.path.models import Roadmap, Topic
from roadmap.progress.evidence import RoadmapProgress, State, facts_of, progress_of
from roadmap.progress.tally import Tally

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Leaf:
    """One concept as a leaf: its own state, and since when it is proven."""

    key: str
    state: State
    proven_at: datetime | None


@dataclass(frozen=True)
class Course:
    """One roadmap, its topics in reading order, and where the learner stands with each."""

    roadmap: Roadmap
    topics: list[Topic]
    progress: RoadmapProgress

    @property
    def tally(self) -> Tally:
        return self.progress.total

    def leaves(self) -> list[Leaf]:
        standing = ((topic.concept.key, self.progress.topics[topic.pk]) for topic in self.topics)
        return [Leaf(key, own.own, own.proven_at) for key, own in standing if own.is_leaf]


def courses_of(learner: User) -> list[Course]:
    """Every roadmap the learner sees, in the order of the path's page; five queries whatever their number."""
    roadmaps = list(Roadmap.objects.visible_to(learner))
    topics: dict[int, list[Topic]] = {roadmap.pk: [] for roadmap in roadmaps}
    for topic in Topic.objects.visible_to(learner).select_related("concept", "phase").order_by("position"):
        topics[topic.phase.roadmap_id].append(topic)
    facts = facts_of(learner)
    return [Course(roadmap, topics[roadmap.pk], progress_of(topics[roadmap.pk], facts)) for roadmap in roadmaps]


def shared_leaves(courses: Iterable[Course]) -> list[Leaf]:
    """The leaves of several roadmaps, a concept that stands in more than one counted once."""
    return list({leaf.key: leaf for course in courses for leaf in course.leaves()}.values())


def tally_of(leaves: Iterable[Leaf]) -> Tally:
    return sum((Tally.of(leaf.state) for leaf in leaves), Tally())
