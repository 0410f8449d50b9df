"""From facts to status: what a learner proved, claimed, began or skipped. Nothing of it is stored.

Facts are settled submissions, explanations with their rubric, reproductions of papers, what else is kept as evidence,
and ticks. What a concept asks for becomes `Part`s (see roadmap.path.parts, which says what each kind is); the state of
a leaf is read off its parts and its tick:

- proven: there are parts and all are met. Facts outweigh words: a skipped concept whose labs pass is proven.
- fading: proven, with a review of one of its labs or its explanation overdue. It counts as proven everywhere.
- skipped, claimed: the learner said so.
- under way: some part is met or begun.
- not begun: everything else. A concept that asks for nothing can be claimed; an explanation or an artefact proves it.

A milestone is stricter than a topic: it asks for every lab it names, whether to be had or not, and for the topics it
links to.

The share of a parent, a phase or a roadmap counts leaves. A topic with children that names labs or other proofs of
its own is a leaf beside them. Skipped leaves leave the denominator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Coalesce

from labs.catalogue import catalogue
from labs.models import State as Stage
from labs.models import Submission
from labs.prepared import prepared
from roadmap.path.editions import Edition, asking_of, editions_of
from roadmap.path.models import Roadmap, Tick, Topic
from roadmap.path.parts import Asked, Facts, Part, leaf_state, parts_of, proven_at
from roadmap.path.tally import State, Tally
from roadmap.proofs.facts import Proofs
from roadmap.reviews.fading import fading
from runner.contract import Ending

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["Part", "RoadmapProgress", "State", "Tally", "TopicProgress", "proof_dates", "status_of", "statuses"]

# Some 0.3 MB each where a roadmap has 300 topics.
KEPT: Final = 128
PASSED: Final = Q(state=Stage.SETTLED, verdict=Ending.PASSED.value)


@dataclass(frozen=True, slots=True)
class TopicProgress:
    """One topic. `own` and `parts` are of its concept alone, `state` and `tally` of all the leaves it stands for.

    `stand_ins` are the kinds of evidence, any of which stands in for what a leaf cannot have here.
    """

    state: State
    tally: Tally
    own: State
    parts: tuple[Part, ...]
    is_leaf: bool
    proven_at: datetime | None = None
    stand_ins: tuple[str, ...] = ()

    @property
    def open_parts(self) -> list[Part]:
        """What is asked for and neither proven nor claimed."""
        return [part for part in self.parts if not part.state.is_done]

    @property
    def kinds(self) -> list[str]:
        """What can be kept as evidence of it: the kinds asked for besides labs and topics, and the stand-ins."""
        asked = [part.kind for part in self.parts if part.kind not in ("lab", "topic")]
        return list(dict.fromkeys([*asked, *self.stand_ins]))


@dataclass(frozen=True, eq=False)
class RoadmapProgress:
    """A learner's standing in one roadmap: topics and phases by primary key, and all leaves together."""

    topics: Mapping[int, TopicProgress]
    phases: Mapping[int, Tally]
    total: Tally


def available_labs() -> frozenset[str]:
    """The slugs of the labs that this installation can judge."""
    return frozenset(catalogue())


def facts_of(learner: User, roadmaps: Iterable[Roadmap] | None = None) -> Facts:
    """Everything that the learner's statuses depend on, in six queries; in seven without all roadmaps they see."""
    seen = _editions_seen(learner) if roadmaps is None else roadmaps
    asking = asking_of(editions_of(sorted(seen, key=lambda one: (one.position, one.pk))), available_labs())
    return Facts(asking, dict(_ticks(learner)), dict(_sent(learner)), Proofs.of(learner), fading(learner))


@prepared
def _editions_seen(learner: User) -> QuerySet[Roadmap]:
    return Roadmap.objects.visible_to(learner).only("position", "edition")


@prepared
def _ticks(learner: User) -> QuerySet[Tick, tuple[str, str]]:
    return Tick.objects.filter(learner=learner).values_list("concept__key", "state")


@prepared
def _sent(learner: User) -> QuerySet[Submission, tuple[str, datetime | None]]:
    """Each lab that was sent, and when it was first passed."""
    rows = Submission.objects.of(learner).order_by().values_list("lab")
    return rows.annotate(first=Min(Coalesce("settled", "created"), filter=PASSED))


def status_of(learner: User, concepts: Iterable[str]) -> dict[str, State]:
    """The state of each concept by its key, as a leaf: what stands under it in some roadmap is not counted."""
    facts = facts_of(learner)
    return {key: leaf_state(parts_of(key, facts), facts.ticks.get(key)) for key in concepts}


def statuses(learner: User, roadmap: Roadmap) -> RoadmapProgress:
    """The learner's standing in a roadmap; seven queries whatever its size, three more for an edition not at hand."""
    (edition,) = editions_of([roadmap])
    return progress_on(edition, facts_of(learner))


def proof_dates(learner: User, roadmap: Roadmap) -> dict[str, datetime]:
    """When each proven leaf of a roadmap was proven, by concept: when the last part it needed was first met."""
    (edition,) = editions_of([roadmap])
    progress = progress_on(edition, facts_of(learner))
    standing = ((topic.concept.key, progress.topics[topic.pk]) for topic in edition.topics)
    return {key: own.proven_at for key, own in standing if own.is_leaf and own.proven_at}


@lru_cache(maxsize=KEPT)
def progress_on(edition: Edition, facts: Facts) -> RoadmapProgress:
    """As `statuses`, of facts already at hand. It follows from its arguments alone, so it is kept while they are the
    same: a learner turns several pages between two ticks. All requests share it, so nobody writes to it."""
    return progress_of(edition.topics, facts)


def progress_of(topics: Iterable[Topic], facts: Facts) -> RoadmapProgress:
    """As `progress_on`, over topics in reading order (parents first)."""
    topics = list(topics)
    parts = {topic.pk: parts_of(topic.concept.key, facts) for topic in topics}
    progress = _rolled_up(topics, parts, facts)
    linked = {part.target for own in parts.values() for part in own if part.kind == "topic"}
    if not linked:
        return progress
    # A milestone may build on a parent, whose leaves are known only now. Links among milestones stay at their labs.
    below = {t.concept.key: progress.topics[t.pk] for t in topics if t.concept.key in linked and not t.is_milestone}
    seen = {pk: tuple(_with_leaves(part, below) for part in own) for pk, own in parts.items()}
    return progress if seen == parts else _rolled_up(topics, seen, facts)


def _with_leaves(part: Part, below: Mapping[str, TopicProgress]) -> Part:
    if part.kind != "topic" or part.target not in below:
        return part
    standing = below[part.target]
    return replace(part, state=standing.state, met=standing.proven_at)


def _rolled_up(topics: list[Topic], parts: Mapping[int, tuple[Part, ...]], facts: Facts) -> RoadmapProgress:
    """Every topic from its leaves, children before their parents."""
    under: dict[int, tuple[Tally, datetime | None]] = {}
    progress: dict[int, TopicProgress] = {}
    phases: dict[int, Tally] = {}
    for topic in reversed(topics):
        standing = _standing(topic, parts[topic.pk], under.get(topic.pk), facts)
        progress[topic.pk] = standing
        if topic.parent_id is None:
            phases[topic.phase_id] = phases.get(topic.phase_id, Tally()) + standing.tally
        else:
            tally, latest = under.get(topic.parent_id, (Tally(), None))
            under[topic.parent_id] = (tally + standing.tally, _later(latest, standing.proven_at))
    return RoadmapProgress(progress, phases, sum(phases.values(), Tally()))


def _standing(
    topic: Topic, parts: tuple[Part, ...], under: tuple[Tally, datetime | None] | None, facts: Facts
) -> TopicProgress:
    key = topic.concept.key
    own, stand_ins = leaf_state(parts, facts.ticks.get(key)), facts.asking.of(key).stand_ins(facts.labs)
    if under is None:
        return TopicProgress(own, Tally.of(own), own, parts, True, proven_at(parts), stand_ins)
    tally, latest = under
    is_leaf = bool(parts) and (topic.is_milestone or _asks(facts.asking.named.get(topic.pk), parts))
    if is_leaf:
        tally, latest = tally + Tally.of(own), _later(latest, proven_at(parts))
    else:
        parts, stand_ins = (), ()
    proven = latest if tally.state.is_proven else None
    return TopicProgress(tally.state, tally, own, parts, is_leaf, proven, stand_ins)


def _asks(named: Asked | None, parts: Iterable[Part]) -> bool:
    """Whether a parent names something by itself, so that it is a leaf beside its children."""
    return named is not None and any(part.target in named.labs or part.kind in named.proofs for part in parts)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(one, other) if one and other else one or other
