"""What a learner knows already: chosen by phase, section or topic, and kept as claims. Nothing of it is proven by that.

A claim is taken back by leaving out what was claimed when the choice was shown: so a claim that was made elsewhere in
the meantime stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from roadmap.path.models import Phase, Roadmap, Tick, Topic, TopicKind
from roadmap.path.standing import Standing
from roadmap.path.tally import State

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KINDS = (TopicKind.TOPIC, TopicKind.READING)


@dataclass(frozen=True)
class Line:
    """One topic of the choice. A parent stands for the leaves under it; `name` tells it from the same one elsewhere."""

    topic: Topic
    name: str
    is_leaf: bool
    state: State

    @property
    def key(self) -> str:
        return self.topic.concept.key

    @property
    def is_claimed(self) -> bool:
        return self.state is State.CLAIMED

    @property
    def is_proven(self) -> bool:
        return self.state.is_proven


@dataclass
class Section:
    """A phase, as one thing to know or line by line."""

    phase: Phase
    name: str
    lines: list[Line] = field(default_factory=list)

    @property
    def leaves(self) -> list[Line]:
        return [line for line in self.lines if line.is_leaf]

    @property
    def known(self) -> int:
        return sum(line.is_claimed or line.is_proven for line in self.leaves)


@dataclass(frozen=True)
class Choice:
    """What was chosen: keys of leaves, names of parents and phases, and the keys claimed when it was shown."""

    leaves: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()

    @classmethod
    def of(cls, sent: Mapping[str, Iterable[str]]) -> Choice:
        """From lists of what a form sent: `known`, `all`, and `claimed` with its keys apart by spaces."""
        shown = (key for one in sent.get("claimed", ()) for key in one.split())
        return cls(frozenset(sent.get("known", ())), frozenset(sent.get("all", ())), frozenset(shown))


def sections_of(courses: Iterable[Standing]) -> list[tuple[Roadmap, list[Section]]]:
    """The phases of each roadmap with what can be known of them; milestones and habits cannot."""
    return [(course.roadmap, _sections(course)) for course in courses]


def _sections(course: Standing) -> list[Section]:
    sections: dict[int, Section] = {}
    slug = course.roadmap.slug
    for topic in course.topics:
        phase = topic.phase
        section = sections.setdefault(phase.pk, Section(phase, f"{slug}/{phase.key}"))
        if topic.kind in KINDS:
            is_leaf = not _has_children(course, topic)
            section.lines.append(Line(topic, f"{section.name}/{topic.concept.key}", is_leaf, course.at(topic).own))
    return [section for section in sections.values() if section.lines]


def _has_children(course: Standing, topic: Topic) -> bool:
    after = course.topics[topic.position + 1 : topic.position + 2]
    return bool(after) and after[0].depth > topic.depth


def chosen_leaves(courses: Iterable[Standing], choice: Choice) -> dict[str, int]:
    """Concepts that the choice names, by key with their numbers: leaves that are not proven."""
    return {
        leaf.concept.key: leaf.concept_id
        for course in courses
        for leaf, groups in _offered(course)
        if leaf.concept.key in choice.leaves or not choice.groups.isdisjoint(groups)
    }


def _offered(course: Standing) -> Iterator[tuple[Topic, Collection[str]]]:
    """The leaves that can be claimed, each with the names of the phase and the parents that stand for it.

    None stands for a leaf that was skipped: it takes a mark of its own to say that it is known after all.
    """
    above: list[str] = []
    for topic in course.topics:
        phase = f"{course.roadmap.slug}/{topic.phase.key}"
        above[topic.depth :] = [f"{phase}/{topic.concept.key}"]
        own = course.at(topic)
        if own.is_leaf and topic.kind in KINDS and not own.own.is_proven:
            yield topic, () if own.own is State.SKIPPED else (phase, *above)


@transaction.atomic
def keep(learner: User, courses: Iterable[Standing], choice: Choice) -> tuple[list[str], int]:
    """Claim what was chosen, take back what was claimed when it was shown and is not chosen now.

    Gives the keys newly claimed, and how many were taken back.
    """
    seen = list(courses)
    wanted = chosen_leaves(seen, choice)
    claimed = {t.concept.key: t.concept_id for c in seen for t, _ in _offered(c) if c.at(t).own is State.CLAIMED}
    new = {key: number for key, number in wanted.items() if key not in claimed}
    gone = [number for key, number in claimed.items() if key in choice.shown and key not in wanted]
    Tick.objects.set(learner, new.values(), Tick.State.CLAIMED)
    Tick.objects.take_back(learner, gone, Tick.State.CLAIMED)
    return list(new), len(gone)


def take_back(learner: User, keys: Iterable[str]) -> int:
    """Take these claims back; gives how many still stood."""
    ticks = Tick.objects.filter(learner=learner, state=Tick.State.CLAIMED, concept__key__in=list(keys))
    return ticks.delete()[0]
