"""A roadmap's topics as the tree they are, with where one learner stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from roadmap.path.evidence import RoadmapProgress, TopicProgress, facts_of, progress_of
from roadmap.path.models import Roadmap, Topic
from roadmap.path.tally import Tally

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Standing:
    """`topics` is the whole roadmap in reading order: a topic's `position` is its index."""

    roadmap: Roadmap
    topics: list[Topic]
    progress: RoadmapProgress

    @classmethod
    def of(cls, learner: User, roadmap: Roadmap) -> Standing:
        """Eight queries."""
        topics = list(Topic.objects.of(roadmap))
        return cls(roadmap, topics, progress_of(topics, facts_of(learner)))

    @property
    def tally(self) -> Tally:
        """All leaves of the roadmap."""
        return self.progress.total

    def after(self, learner: User) -> Standing:
        """The same topics as the learner stands with them now."""
        return Standing(self.roadmap, self.topics, progress_of(self.topics, facts_of(learner)))

    def called(self, key: str) -> list[Topic]:
        """The topics about this concept: one, or one in each of several phases."""
        return [topic for topic in self.topics if topic.concept.key == key]

    def at(self, topic: Topic) -> TopicProgress:
        return self.progress.topics[topic.pk]

    def subtree(self, topic: Topic) -> Iterator[Topic]:
        """`topic` and all that stands under it."""
        yield topic
        yield from takewhile(lambda one: one.depth > topic.depth, islice(self.topics, topic.position + 1, None))

    def ancestors(self, topic: Topic) -> Iterator[Topic]:
        """What `topic` stands under, the nearest first."""
        depth = topic.depth
        for one in reversed(self.topics[: topic.position]):
            if one.depth < depth:
                yield one
                depth = one.depth
            if not depth:
                return

    def leaves(self, topic: Topic) -> Iterator[Topic]:
        """The leaves that `topic` stands for, itself included where it is one."""
        return (one for one in self.subtree(topic) if self.at(one).is_leaf)


def standings(learner: User) -> list[Standing]:
    """The learner's standing on every roadmap they see; nine queries however many there are."""
    roadmaps = list(Roadmap.objects.visible_to(learner))
    topics: dict[int, list[Topic]] = {roadmap.pk: [] for roadmap in roadmaps}
    for topic in Topic.objects.visible_to(learner).select_related("concept", "phase").order_by("position"):
        topics[topic.phase.roadmap_id].append(topic)
    facts = facts_of(learner)
    return [Standing(one, topics[one.pk], progress_of(topics[one.pk], facts)) for one in roadmaps]
