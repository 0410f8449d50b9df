"""What the pages of a roadmap draw: rows of topics, their labs, the bars above them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from labs.catalogue import catalogue
from roadmap.path.evidence import Part, TopicProgress
from roadmap.path.markdown import plain
from roadmap.path.models import Phase, Topic, TopicLink
from roadmap.path.standing import Standing
from roadmap.path.stretches import (
    AT_ONCE,
    FOLLOWS_BY_ITSELF,
    Stretch,
    are_all_here,
    begin,
    reach,
    show_all,
    stretches_of,
)
from roadmap.path.tally import State, Tally, together


@dataclass(frozen=True)
class LabLine:
    """One lab that a topic names. `here` is False where this installation does not have it."""

    slug: str
    title: str
    state: State
    here: bool


@dataclass(frozen=True)
class ProofLine:
    """One kind of evidence besides labs that a topic asks for, all its parts together."""

    kind: str
    state: State

    @property
    def word(self) -> str:
        return {"note": "explanation"}.get(self.kind, self.kind)


@dataclass
class Row:
    """One topic with what its buttons may say of it."""

    topic: Topic
    progress: TopicProgress
    labs: list[LabLine]
    children: list[Row] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Names the row on the page: a concept may stand in several phases."""
        return f"{self.topic.phase.key}--{self.key}"

    @property
    def key(self) -> str:
        return self.topic.concept.key

    @property
    def plain(self) -> str:
        """The title's words without their Markdown."""
        return plain(self.topic.title)

    @property
    def is_parent(self) -> bool:
        return bool(self.children)

    @cached_property
    def size(self) -> int:
        """How many topics: itself and all that stand under it."""
        return 1 + sum(child.size for child in self.children)

    @cached_property
    def stretches(self) -> list[Stretch]:
        """What stands under it; of a row that fits into one answer all of it is here."""
        return stretches_of(self.children, here=self.size <= AT_ONCE)

    @property
    def tally(self) -> Tally:
        return self.progress.tally

    @property
    def open(self) -> int:
        """How many leaves wait to be proven, claimed or skipped."""
        return self.tally.not_begun + self.tally.under_way

    @property
    def labs_here(self) -> list[LabLine]:
        return [lab for lab in self.labs if lab.here]

    @property
    def labs_to_come(self) -> int:
        return len(self.labs) - len(self.labs_here)

    @property
    def proofs(self) -> list[ProofLine]:
        states: dict[str, list[State]] = {}
        for part in self.progress.parts:
            if part.kind not in ("lab", "topic"):
                states.setdefault(part.kind, []).append(part.state)
        return [ProofLine(kind, together(of_kind)) for kind, of_kind in states.items()]

    @property
    def must_say_so(self) -> bool:
        """A milestone with something open is claimed on the milestones page, not by one click."""
        return self.topic.is_milestone and self.open > 0 and bool(self.progress.open_parts)


@dataclass
class PhaseRows:
    """A phase with the rows that stand in no other. A page draws it `opened` or closed."""

    phase: Phase
    tally: Tally
    rows: list[Row]
    opened: bool = True

    @property
    def is_open(self) -> bool:
        """Whether something in it waits to be proven, claimed or skipped."""
        return bool(self.tally.not_begun + self.tally.under_way)

    @cached_property
    def stretches(self) -> list[Stretch]:
        return stretches_of(self.rows)

    @property
    def here(self) -> bool:
        """Whether the page draws something of it; of a phase without topics there is nothing to wait for."""
        return not self.rows or any(stretch.here for stretch in self.stretches)

    @property
    def size(self) -> int:
        return sum(stretch.size for stretch in self.stretches)


class Page:
    """The rows of a whole roadmap, without a query beyond those of its `Standing`."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.roadmap = standing.roadmap
        self.total = standing.tally

    @cached_property
    def rows(self) -> dict[int, Row]:
        """Every row by its topic's primary key, children hung under their parents."""
        rows: dict[int, Row] = {}
        for topic in self.standing.topics:
            progress = self.standing.at(topic)
            rows[topic.pk] = Row(topic, progress, self._labs(topic, progress.parts))
            if topic.parent_id is not None:
                rows[topic.parent_id].children.append(rows[topic.pk])
        return rows

    @cached_property
    def phases(self) -> list[PhaseRows]:
        rows: dict[int, list[Row]] = {}
        for row in self.rows.values():
            if row.topic.parent_id is None:
                rows.setdefault(row.topic.phase_id, []).append(row)
        tallies = self.standing.progress.phases
        return [PhaseRows(p, tallies.get(p.pk, Tally()), rows.get(p.pk, [])) for p in self.standing.edition.phases]

    def begin(self, at: str = "", whole: bool = False) -> None:
        """Choose what the page draws: its beginning, with the topic about the concept `at`; or all of it."""
        begin(self.phases)
        sought = self.standing.called(at) if at else []
        for phase in self.phases:
            if whole:
                show_all(phase.stretches)
            for topic in sought:
                reach(phase.stretches, topic.position)
            phase.opened |= whole or phase.phase.pk in {topic.phase_id for topic in sought}

    @property
    def is_whole(self) -> bool:
        return all(are_all_here(phase.stretches) for phase in self.phases)

    @property
    def follows(self) -> bool:
        """Whether what is not drawn yet follows by itself."""
        return len(self.standing.topics) <= FOLLOWS_BY_ITSELF

    def phase(self, key: str) -> tuple[PhaseRows | None, PhaseRows, PhaseRows | None]:
        """The phase before, the one of this key, and the one after. Raises KeyError where there is none."""
        for before, phase, after in zip([None, *self.phases], self.phases, [*self.phases[1:], None], strict=False):
            if phase.phase.key == key:
                return before, phase, after
        raise KeyError(key)

    def called(self, words: str, most: int) -> list[Row]:
        """The first rows in whose title each of the words stands, in whatever order."""
        wanted = words.casefold().split()
        named = (row for row in self.rows.values() if all(word in row.plain.casefold() for word in wanted))
        return list(islice(named, most)) if wanted else []

    def row(self, topic: Topic) -> Row:
        return self.rows[topic.pk]

    def touched_by(self, key: str, below: bool = True) -> list[Row]:
        """The rows that change when something is said of a concept: its own, those above and, if wanted, below."""
        topics: dict[int, Topic] = {}
        for topic in self.standing.called(key):
            under = self.standing.subtree(topic) if below else [topic]
            for one in (*under, *self.standing.ancestors(topic)):
                topics.setdefault(one.pk, one)
        said = {one.concept_id for one in topics.values()}
        for other in self.standing.topics:  # the same concepts where they stand again
            if other.concept_id in said and other.pk not in topics:
                topics |= {one.pk: one for one in (other, *self.standing.ancestors(other))}
        return [self.row(topic) for topic in topics.values()]

    def phases_of(self, rows: Iterable[Row]) -> list[PhaseRows]:
        touched = {row.topic.phase_id for row in rows}
        return [phase for phase in self.phases if phase.phase.pk in touched]

    def _labs(self, topic: Topic, parts: Iterable[Part]) -> list[LabLine]:
        named = self.standing.edition.named(topic, TopicLink.Kind.LAB)
        if not named:
            return []
        states = {part.target: part.state for part in parts if part.kind == "lab"}
        return [_line(slug, states.get(slug, State.NOT_BEGUN)) for slug in named]


def _line(slug: str, state: State) -> LabLine:
    lab = catalogue().get(slug)
    return LabLine(slug, lab.title if lab else slug.replace("-", " "), state, lab is not None)
