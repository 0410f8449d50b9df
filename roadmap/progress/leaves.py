"""The leaves of a learner's roadmaps, all together: a concept that several of them share counts once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from roadmap.path.standing import Standing
from roadmap.path.tally import State, Tally


@dataclass(frozen=True)
class Leaf:
    """One concept as a leaf: its own state, and since when it is proven."""

    key: str
    state: State
    proven_at: datetime | None


def shared_leaves(courses: Iterable[Standing]) -> list[Leaf]:
    """The leaves of several roadmaps, a concept that stands in more than one counted once."""
    return list({leaf.key: leaf for course in courses for leaf in _leaves_of(course)}.values())


def _leaves_of(course: Standing) -> Iterator[Leaf]:
    for topic in course.topics:
        own = course.at(topic)
        if own.is_leaf:
            yield Leaf(topic.concept.key, own.own, own.proven_at)


def tally_of(leaves: Iterable[Leaf]) -> Tally:
    return sum((Tally.of(leaf.state) for leaf in leaves), Tally())
