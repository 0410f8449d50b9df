"""The leaves of a learner's roadmaps, all together: a concept that several of them share counts once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from roadmap.path.editions import Edition
from roadmap.path.evidence import KEPT, RoadmapProgress
from roadmap.path.standing import Standing
from roadmap.path.tally import State, Tally


@dataclass(frozen=True, slots=True)
class Leaf:
    """One concept as a leaf: its own state, and since when it is proven."""

    key: str
    state: State
    proven_at: datetime | None


def shared_leaves(courses: Iterable[Standing]) -> list[Leaf]:
    """The leaves of several roadmaps, a concept that stands in more than one counted once."""
    found: dict[str, Leaf] = {}
    for course in courses:
        found |= _leaves_of(course.edition, course.progress)
    return list(found.values())


@lru_cache(maxsize=KEPT)
def _leaves_of(edition: Edition, progress: RoadmapProgress) -> dict[str, Leaf]:
    """The leaves of one, by their keys: as they do not change while it stands so, they are read once."""
    standing = ((topic.concept.key, progress.topics[topic.pk]) for topic in edition.topics)
    return {key: Leaf(key, own.own, own.proven_at) for key, own in standing if own.is_leaf}


def tally_of(leaves: Iterable[Leaf]) -> Tally:
    return sum((Tally.of(leaf.state) for leaf in leaves), Tally())
