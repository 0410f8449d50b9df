"""A roadmap's topics as the tree they are, with where one learner stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from labs.prepared import prepared
from roadmap.path.editions import Edition, editions_of
from roadmap.path.evidence import RoadmapProgress, TopicProgress, facts_of, progress_on
from roadmap.path.models import Roadmap, Topic
from roadmap.path.parts import Facts
from roadmap.path.tally import Tally

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Standing:
    """Where one learner stands on a roadmap as this edition of it says it."""

    roadmap: Roadmap
    edition: Edition
    progress: RoadmapProgress

    @classmethod
    def of(cls, learner: User, roadmap: Roadmap, facts: Facts | None = None) -> Standing:
        """Seven queries without facts, three for an edition that is not at hand."""
        (edition,) = editions_of([roadmap])
        return cls(roadmap, edition, progress_on(edition, facts or facts_of(learner)))

    @property
    def topics(self) -> Sequence[Topic]:
        """The whole roadmap in reading order: a topic's `position` is its index."""
        return self.edition.topics

    @property
    def tally(self) -> Tally:
        """All leaves of the roadmap."""
        return self.progress.total

    def after(self, learner: User) -> Standing:
        """The same topics as the learner stands with them now."""
        return self.of(learner, self.roadmap)

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
    """The learner's standing on every roadmap they see; seven queries however many there are."""
    roadmaps = _seen(learner)
    editions, facts = editions_of(roadmaps), facts_of(learner, roadmaps)
    return [Standing(*one, progress_on(one[1], facts)) for one in zip(roadmaps, editions, strict=True)]


@prepared
def _seen(learner: User) -> QuerySet[Roadmap]:
    return Roadmap.objects.visible_to(learner).defer("forked_text")
