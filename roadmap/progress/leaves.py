"""The leaves of a learner's roadmaps, all together: a concept that several of them share counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone

from roadmap.path.editions import Edition
from roadmap.path.evidence import KEPT, RoadmapProgress
from roadmap.path.standing import Standing
from roadmap.path.tally import State, Tally


@dataclass(frozen=True, slots=True)
class Leaf:
    """One concept as a leaf: its own state, and the day on which it was proven, where the installation is."""

    key: str
    state: State
    proven_on: date | None


def shared_leaves(courses: Iterable[Standing]) -> list[Leaf]:
    """The leaves of several roadmaps, a concept that stands in more than one counted once."""
    found: dict[str, Leaf] = {}
    zone = timezone.get_current_timezone_name()
    for course in courses:
        found |= _leaves_of(course.edition, course.progress, zone)
    return list(found.values())


@lru_cache(maxsize=KEPT)
def _leaves_of(edition: Edition, progress: RoadmapProgress, _zone: str) -> dict[str, Leaf]:
    """The leaves of one, by their keys: as they do not change while it stands so, they are read once."""
    standing = ((topic.concept.key, progress.topics[topic.pk]) for topic in edition.topics)
    return {key: Leaf(key, own.own, _day_of(own.proven_at)) for key, own in standing if own.is_leaf}


def _day_of(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def tally_of(leaves: Iterable[Leaf]) -> Tally:
    states = Counter(leaf.state for leaf in leaves)
    return sum((Tally.of(state, many) for state, many in states.items()), Tally())
