"""What a concept asks for, kind by kind: each is one plain function from what is asked and the facts to `Part`s.

A topic says in its Markdown what proves it: `[[lab:slug]]` for a lab, and by tags the other kinds:

- `#proof/note`: an explanation in the learner's own words whose rubric is met (a teach-back).
- `#proof/artefact`, `#proof/reading`, `#proof/link`: something made, a reading finished, a link that shows it.
- `#proof/paper`: every `[[paper:id]]` beside it reproduced; where it names none, any one paper.
- `#proof/lab`: every lab it names, also one that this installation does not have (else such a lab is not asked for).

All that is asked for is asked for together: several kinds on one topic are several parts, and it is proven when
every one of them is met. A concept asks for what its topics name, in the built-in roadmaps and the learner's own.

What is not there to be had has a stand-in, so that everything can be proven:

- A topic that asks for nothing (it names no kind, and no lab that is here) is proven by an explanation or by an
  artefact, whichever is there first. It misses neither: a plain claim is as good an answer to what asks for nothing.
- Where every lab is asked for (by a milestone, by `#proof/lab`), an artefact of the concept stands in for the labs
  that are not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final

from roadmap.path.tally import State
from roadmap.proofs.beside import paper_moments
from roadmap.proofs.facts import Moment, Proofs
from roadmap.reviews.fading import Fading

NOTE: Final = "note"
ARTEFACT: Final = "artefact"
EXHIBITS: Final = (ARTEFACT, "reading", "link")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a concept asks for; `met`: since when it is there. `here` is False for a lab not in the catalogue.

    `target` is a lab's slug, a paper's name, a topic's key; for what is kept beside the concept, its own key.
    """

    kind: str
    target: str
    state: State
    met: datetime | None = None
    here: bool = True


@dataclass
class Asked:
    """What a concept asks for, as the topics that the learner sees name it; dicts keep the order.

    `every_lab`: also those that this installation does not have. `strict` is for milestones.
    """

    key: str
    labs: dict[str, None] = field(default_factory=dict)
    proofs: dict[str, None] = field(default_factory=dict)
    papers: dict[str, None] = field(default_factory=dict)
    topics: dict[str, None] = field(default_factory=dict)
    strict: bool = False

    @property
    def every_lab(self) -> bool:
        return self.strict or "lab" in self.proofs

    def asks_nothing(self, labs: frozenset[str]) -> bool:
        """Whether it names no kind of evidence, and none of these labs."""
        return not (self.every_lab or self.proofs or self.labs.keys() & labs)

    def stand_ins(self, labs: frozenset[str]) -> tuple[str, ...]:
        """The kinds that stand in for what cannot be had with these labs, any of them; empty where none has to."""
        if self.asks_nothing(labs):
            return (NOTE, ARTEFACT)
        return (ARTEFACT,) if self.every_lab and self.labs.keys() - labs else ()


@dataclass(frozen=True, eq=False)
class Asking:
    """What all concepts ask for, by key, and each topic by itself, by primary key; `labs` are those to be had."""

    asked: Mapping[str, Asked]
    named: Mapping[int, Asked]
    labs: frozenset[str]

    def of(self, key: str) -> Asked:
        return self.asked.get(key) or Asked(key)

    @cached_property
    def at_rest(self) -> dict[str, tuple[Part, ...]]:
        """The parts of each concept for a learner who has nothing to show."""
        nothing = Facts(self, {}, {}, Proofs({}, {}, {}), Fading(frozenset(), frozenset(), frozenset()))
        return {key: tuple(_parts(asked, nothing)) for key, asked in self.asked.items()}

    @cached_property
    def by_lab(self) -> dict[str, set[str]]:
        """The concepts that name each lab."""
        found: dict[str, set[str]] = {}
        for key, asked in self.asked.items():
            for lab in asked.labs:
                found.setdefault(lab, set()).add(key)
        return found

    @cached_property
    def manifold(self) -> frozenset[str]:
        """The concepts whose parts hang on more than their labs and what is kept under their own key."""
        return frozenset(key for key, asked in self.asked.items() if asked.topics or "paper" in asked.proofs)


@dataclass(frozen=True)
class Facts:
    """All that statuses are computed from. Facts that tell the same are equal, whoever's they are."""

    asking: Asking
    ticks: Mapping[str, str]
    sent: Mapping[str, datetime | None]
    proofs: Proofs
    fading: Fading

    @property
    def labs(self) -> frozenset[str]:
        return self.asking.labs

    @cached_property
    def touched(self) -> set[str]:
        """The concepts that may stand otherwise than for a learner who has nothing to show; ticks aside."""
        kept = {key for _, key in self.proofs.kept}
        labs = (self.asking.by_lab.get(lab, ()) for lab in {*self.sent, *self.fading.labs})
        return kept.union(self.asking.manifold, self.proofs.explained, self.fading.taught, *labs)

    def __hash__(self) -> int:
        told = (self.ticks, self.sent, self.proofs.explained, self.proofs.kept, self.proofs.reproduced)
        return hash((self.asking, self.fading, *(frozenset(one.items()) for one in told)))

    def kept(self, kind: str, key: str) -> Moment:
        return self.proofs.kept.get((kind, key))


def state_of(moments: Iterable[Moment], fades: bool = False) -> State:
    """Of one part: `moments` is what is there of it, each since when it is met, None where it is only begun."""
    found = list(moments)
    if any(found):
        return State.FADING if fades else State.PROVEN
    return State.UNDER_WAY if found else State.NOT_BEGUN


def lab_parts(asked: Asked, facts: Facts) -> Iterator[Part]:
    """Labs: proven by a passed submission, under way with any."""
    for slug in asked.labs:
        here = slug in facts.labs
        if not here and not asked.every_lab:
            continue
        passed = facts.sent.get(slug) or (None if here else facts.kept(ARTEFACT, asked.key))
        moments = [passed] if passed or slug in facts.sent else []
        yield Part("lab", slug, state_of(moments, slug in facts.fading.labs), passed, here)


def note_parts(asked: Asked, facts: Facts) -> Iterator[Part]:
    """An explanation: proven by a rubric that is met, under way with any text presented."""
    if NOTE in asked.proofs:
        yield _explanation(asked, facts)


def _explanation(asked: Asked, facts: Facts) -> Part:
    explained, key = facts.proofs.explained, asked.key
    moments = [explained[key]] if key in explained else []
    return Part(NOTE, key, state_of(moments, key in facts.fading.taught), explained.get(key))


def unasked_parts(asked: Asked, facts: Facts) -> Iterator[Part]:
    """What proves a topic that asks for nothing, once it is there."""
    if not asked.asks_nothing(facts.labs):
        return
    explanation, kept = _explanation(asked, facts), facts.kept(ARTEFACT, asked.key)
    if kept and (explanation.met is None or kept < explanation.met):
        yield Part(ARTEFACT, asked.key, state_of([kept]), kept)
    elif explanation.state is not State.NOT_BEGUN:
        yield explanation


def exhibit_parts(asked: Asked, facts: Facts) -> Iterator[Part]:
    """Artefacts, readings, links: proven as soon as one is kept beside the concept."""
    for kind in EXHIBITS:
        if kind in asked.proofs:
            kept = facts.kept(kind, asked.key)
            yield Part(kind, asked.key, state_of([kept] if kept else []), kept)


def paper_parts(asked: Asked, facts: Facts) -> Iterator[Part]:
    """Papers: proven by a reproduction that is done, whatever its verdict; see roadmap.proofs.facts."""
    if "paper" not in asked.proofs:
        return
    for name, moments in paper_moments(list(asked.papers), facts.proofs.reproduced).items():
        yield Part("paper", name, state_of(moments), min((one for one in moments if one), default=None))


def linked_topic_parts(asked: Asked, facts: Facts) -> Iterator[Part]:
    """Topics that a milestone builds on, each as a leaf; `progress_of` puts the roll-up of a parent in its place."""
    for key in asked.topics:
        parts = tuple(_own_parts(facts.asking.of(key), facts))
        yield Part("topic", key, leaf_state(parts, facts.ticks.get(key)), proven_at(parts))


# Every kind of evidence there is, in the order in which a page shows them.
OWN_KINDS: Final[tuple[Callable[[Asked, Facts], Iterator[Part]], ...]] = (
    lab_parts,
    note_parts,
    paper_parts,
    exhibit_parts,
    unasked_parts,
)


def _own_parts(asked: Asked, facts: Facts) -> Iterator[Part]:
    return (part for kind in OWN_KINDS for part in kind(asked, facts))


def _parts(asked: Asked, facts: Facts) -> Iterator[Part]:
    yield from _own_parts(asked, facts)
    yield from linked_topic_parts(asked, facts)


def parts_of(key: str, facts: Facts) -> tuple[Part, ...]:
    """Everything that a concept asks for, as the facts have it."""
    if key not in facts.touched:
        return facts.asking.at_rest.get(key, ())
    return tuple(_parts(facts.asking.of(key), facts))


def proven_at(parts: Iterable[Part]) -> datetime | None:
    """When the last part was met; None while one is open, or where there is none."""
    moments = [part.met for part in parts]
    met = [moment for moment in moments if moment]
    return max(met) if met and len(met) == len(moments) else None


def leaf_state(parts: tuple[Part, ...], tick: str | None) -> State:
    """Fading where all is met and the review of something of its own is overdue."""
    if proven_at(parts):
        fades = any(part.state is State.FADING and part.kind != "topic" for part in parts)
        return State.FADING if fades else State.PROVEN
    if tick:
        return State(tick)
    return State.NOT_BEGUN if all(part.state is State.NOT_BEGUN for part in parts) else State.UNDER_WAY
