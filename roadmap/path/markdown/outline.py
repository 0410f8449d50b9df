"""What a Markdown roadmap says, as plain data: the shape between the text and the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, NamedTuple

LINK_KINDS: Final = ("lab", "paper", "note", "topic")
PROOF_KINDS: Final = ("note", "artefact", "paper", "reading", "link", "lab")
TOPIC_KINDS: Final = ("milestone", "habit", "reading")
PLAIN_TOPIC: Final = "topic"


class RoadmapError(ValueError):
    """A text that is no roadmap; the message says why and what to do."""


class Mark(StrEnum):
    """What stands in an item's box."""

    OPEN = " "
    DONE = "x"
    SKIPPED = "-"


class Link(NamedTuple):
    """`[[kind:target]]`."""

    kind: str
    target: str

    def __str__(self) -> str:
        return f"[[{self.kind}:{self.target}]]"


@dataclass
class TopicText:
    """One item: `title` keeps its inline Markdown, `links` are those of title, tail and body in that order.

    `made` says that the key was not written but made from the words.
    """

    title: str
    key: str = ""
    mark: Mark = Mark.OPEN
    kind: str = PLAIN_TOPIC
    proofs: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    body: str = ""
    children: list[TopicText] = field(default_factory=list)
    made: bool = field(default=False, compare=False)

    def walk(self) -> Iterator[TopicText]:
        """This topic and everything under it, parents first."""
        waiting = [self]
        while waiting:
            topic = waiting.pop()
            yield topic
            waiting.extend(reversed(topic.children))

    def copied(self) -> TopicText:
        """Another like this one, and so all under it."""
        children = [child.copied() for child in self.children]
        return replace(self, proofs=[*self.proofs], links=[*self.links], children=children)


@dataclass
class PhaseText:
    title: str
    key: str = ""
    body: str = ""
    topics: list[TopicText] = field(default_factory=list)

    def walk(self) -> Iterator[TopicText]:
        for topic in self.topics:
            yield from topic.walk()


@dataclass
class Outline:
    """A whole roadmap. `remarks` tell the one who imports it what was read otherwise than written."""

    title: str
    slug: str = ""
    summary: str = ""
    phases: list[PhaseText] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list, compare=False)

    def walk(self) -> Iterator[TopicText]:
        for phase in self.phases:
            yield from phase.walk()

    def copied(self) -> Outline:
        """Another that says the same, to be changed by itself."""
        phases = [replace(phase, topics=[topic.copied() for topic in phase.topics]) for phase in self.phases]
        return replace(self, phases=phases, remarks=[*self.remarks])
