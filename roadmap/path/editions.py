"""What stored roadmaps say, kept by this process for as long as they say it.

A roadmap is written whole (see roadmap.path.storing) and read at nearly every request. Each writing gives it a new
`edition`: what was read of one is true of it for good, also after a rollback or a backup put back. All requests share
what is kept here, so nobody writes to it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import Lock
from typing import Final
from uuid import UUID

from roadmap.path.models import Phase, Roadmap, Topic, TopicKind, TopicLink
from roadmap.path.parts import Asked, Asking

# Some 2 KB for each topic of each: 40 MB where every learner has a roadmap of 300 topics of their own.
KEPT: Final = 64

Place = tuple[int, UUID]
Named = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Edition:
    """`topics` in reading order, each with concept and phase; `links` are each topic's, as kind and target."""

    topics: Sequence[Topic]
    phases: Sequence[Phase]
    links: Mapping[int, Sequence[Named]]

    @cached_property
    def first_about(self) -> Mapping[str, Topic]:
        """The first topic about each concept, by its key."""
        return {topic.concept.key: topic for topic in reversed(self.topics)}

    def named(self, topic: Topic, kind: str) -> list[str]:
        """What of this kind the topic names, in its order."""
        return [target for named, target in self.links.get(topic.pk, ()) if named == kind]


_kept: OrderedDict[Place, Edition] = OrderedDict()
_lock = Lock()


def editions_of(roadmaps: Iterable[Roadmap]) -> tuple[Edition, ...]:
    """The editions of these roadmaps, as their rows name them; three queries for all that are not at hand."""
    places = [(roadmap.pk, roadmap.edition) for roadmap in roadmaps]
    with _lock:
        found = {place: _kept[place] for place in places if place in _kept}
    if missing := [place for place in places if place not in found]:
        found |= _read(missing)
    with _lock:
        for place in places:
            _kept[place] = found[place]
            _kept.move_to_end(place)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return tuple(found[place] for place in places)


def _read(places: Iterable[Place]) -> dict[Place, Edition]:
    wanted = [roadmap for roadmap, _ in places]
    topics: dict[int, list[Topic]] = {roadmap: [] for roadmap in wanted}
    for topic in Topic.objects.filter(phase__roadmap__in=wanted).select_related("concept", "phase"):
        topics[topic.phase.roadmap_id].append(topic)
    phases: dict[int, list[Phase]] = {roadmap: [] for roadmap in wanted}
    for phase in Phase.objects.filter(roadmap__in=wanted):
        phases[phase.roadmap_id].append(phase)
    links: dict[int, dict[int, list[Named]]] = {roadmap: {} for roadmap in wanted}
    rows = TopicLink.objects.filter(topic__phase__roadmap__in=wanted)
    for roadmap, pk, kind, target in rows.values_list("topic__phase__roadmap", "topic", "kind", "target"):
        links[roadmap].setdefault(pk, []).append((kind, target))
    return {place: Edition(topics[place[0]], phases[place[0]], links[place[0]]) for place in places}


@lru_cache(maxsize=KEPT)
def asking_of(editions: tuple[Edition, ...], labs: frozenset[str]) -> Asking:
    """What the concepts of these editions ask for, where these labs are to be had."""
    asked: dict[str, Asked] = {}
    named: dict[int, Asked] = {}
    for edition in editions:
        for topic in edition.topics:
            links = edition.links.get(topic.pk, ())
            if links or topic.proofs or topic.is_milestone:
                key = topic.concept.key
                for one in (asked.setdefault(key, Asked(key)), named.setdefault(topic.pk, Asked(key))):
                    _add(one, topic, links)
    return Asking(asked, named, labs)


def _add(asked: Asked, topic: Topic, links: Iterable[Named]) -> None:
    asked.proofs |= dict.fromkeys(topic.proofs)
    asked.strict = asked.strict or topic.kind == TopicKind.MILESTONE
    for kind, target in links:
        if kind == TopicLink.Kind.LAB:
            asked.labs[target] = None
        elif kind == TopicLink.Kind.PAPER and "paper" in topic.proofs:
            asked.papers[target] = None
        elif kind == TopicLink.Kind.TOPIC and topic.is_milestone and target != asked.key:
            asked.topics[target] = None
