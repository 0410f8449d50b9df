"""From facts to status: what a learner proved, claimed, began or skipped. Nothing of it is stored.

Facts are settled submissions and ticks. Each kind of evidence is one plain function that turns what a concept asks
for into `Part`s (see KINDS); the state of a leaf is read off its parts and its tick:

- proven: there are parts and all are met. Facts outweigh words: a skipped concept whose labs pass is proven.
- skipped, claimed: the learner said so.
- under way: some part is met or begun.
- not begun: everything else. A concept without parts can be claimed, not proven.

A concept asks for the labs that its topics name, in the built-in roadmaps and the learner's own together; a lab that
this installation does not have is not asked for. A milestone is stricter: it asks for every lab it names, whether to
be had or not, and for the topics it links to.

The share of a parent, a phase or a roadmap counts leaves. A topic with children that names labs of its own is a leaf
beside them. Skipped leaves leave the denominator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Min, Q
from django.db.models.functions import Coalesce

from labs.catalogue import catalogue
from labs.models import State as Stage
from labs.models import Submission
from roadmap.path.models import Roadmap, Tick, Topic, TopicKind, TopicLink
from roadmap.path.tally import State, Tally
from runner.contract import Ending

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["Part", "RoadmapProgress", "State", "Tally", "TopicProgress", "proof_dates", "status_of", "statuses"]

PASSED: Final = Q(state=Stage.SETTLED, verdict=Ending.PASSED.value)


@dataclass(frozen=True)
class Part:
    """One thing a concept asks for; `met`: since when it is there. `here` is False for a lab not in the catalogue."""

    kind: str
    target: str
    state: State
    met: datetime | None = None
    here: bool = True


@dataclass(frozen=True)
class TopicProgress:
    """One topic. `own` and `parts` are of its concept alone, `state` and `tally` of all the leaves it stands for."""

    state: State
    tally: Tally
    own: State
    parts: tuple[Part, ...]
    is_leaf: bool
    proven_at: datetime | None = None

    @property
    def open_parts(self) -> list[Part]:
        """What is asked for and neither proven nor claimed."""
        return [part for part in self.parts if not part.state.is_done]


@dataclass(frozen=True)
class RoadmapProgress:
    """A learner's standing in one roadmap: topics and phases by primary key, and all leaves together."""

    topics: dict[int, TopicProgress]
    phases: dict[int, Tally]
    total: Tally


@dataclass
class Asked:
    """What a concept asks for, as the topics that the learner sees name it; dicts keep the order."""

    labs: dict[str, None] = field(default_factory=dict)
    topics: dict[str, None] = field(default_factory=dict)
    strict: bool = False


@dataclass(frozen=True)
class Facts:
    """All that statuses are computed from. `named` is the labs that each topic names by itself."""

    asked: Mapping[str, Asked]
    named: Mapping[int, set[str]]
    ticks: Mapping[str, str]
    sent: Mapping[str, datetime | None]
    labs: frozenset[str]

    def asked_of(self, key: str) -> Asked:
        return self.asked.get(key) or Asked()


def lab_parts(asked: Asked, facts: Facts) -> Iterator[Part]:
    """Labs: proven by a passed submission, under way with any."""
    for slug in asked.labs:
        here = slug in facts.labs
        if not here and not asked.strict:
            continue
        passed = facts.sent.get(slug)
        state = State.PROVEN if passed else State.UNDER_WAY if slug in facts.sent else State.NOT_BEGUN
        yield Part("lab", slug, state, passed, here)


def linked_topic_parts(asked: Asked, facts: Facts) -> Iterator[Part]:
    """Topics that a milestone builds on, each as a leaf; `progress_of` puts the roll-up of a parent in its place."""
    for key in asked.topics:
        parts = tuple(lab_parts(facts.asked_of(key), facts))
        yield Part("topic", key, leaf_state(parts, facts.ticks.get(key)), proven_at(parts))


# Every kind of evidence there is. Notes, artefacts, papers and readings will stand here beside labs.
KINDS: Final[tuple[Callable[[Asked, Facts], Iterator[Part]], ...]] = (lab_parts, linked_topic_parts)


def parts_of(key: str, facts: Facts) -> tuple[Part, ...]:
    asked = facts.asked_of(key)
    return tuple(part for kind in KINDS for part in kind(asked, facts))


def proven_at(parts: Iterable[Part]) -> datetime | None:
    """When the last part was met; None while one is open, or where there is none."""
    moments = [part.met for part in parts]
    met = [moment for moment in moments if moment]
    return max(met) if met and len(met) == len(moments) else None


def leaf_state(parts: tuple[Part, ...], tick: str | None) -> State:
    if proven_at(parts):
        return State.PROVEN
    if tick:
        return State(tick)
    return State.NOT_BEGUN if all(part.state is State.NOT_BEGUN for part in parts) else State.UNDER_WAY


def available_labs() -> frozenset[str]:
    """The slugs of the labs that this installation can judge."""
    return frozenset(catalogue())


def facts_of(learner: User) -> Facts:
    """Everything that the learner's statuses depend on, in three queries."""
    sent = (
        Submission.objects.of(learner)
        .order_by()
        .values_list("lab")
        .annotate(first=Min(Coalesce("settled", "created"), filter=PASSED))
    )
    ticks = Tick.objects.filter(learner=learner).values_list("concept__key", "state")
    asked, named = _asked_by_topics(learner)
    return Facts(asked, named, dict(ticks), dict(sent), available_labs())


def _asked_by_topics(learner: User) -> tuple[dict[str, Asked], dict[int, set[str]]]:
    links = (
        TopicLink.objects.filter(kind__in=[TopicLink.Kind.LAB, TopicLink.Kind.TOPIC])
        .filter(topic__in=Topic.objects.visible_to(learner))
        .order_by("topic__phase__roadmap__position", "topic__position", "position")
        .values_list("topic", "topic__concept__key", "topic__kind", "kind", "target")
    )
    asked: dict[str, Asked] = {}
    named: dict[int, set[str]] = {}
    for topic, key, topic_kind, kind, target in links:
        concept = asked.setdefault(key, Asked())
        concept.strict = concept.strict or topic_kind == TopicKind.MILESTONE
        if kind == TopicLink.Kind.LAB:
            concept.labs[target] = None
            named.setdefault(topic, set()).add(target)
        elif topic_kind == TopicKind.MILESTONE and target != key:
            concept.topics[target] = None
    return asked, named


def status_of(learner: User, concepts: Iterable[str]) -> dict[str, State]:
    """The state of each concept by its key, as a leaf: what stands under it in some roadmap is not counted."""
    facts = facts_of(learner)
    return {key: leaf_state(parts_of(key, facts), facts.ticks.get(key)) for key in concepts}


def statuses(learner: User, roadmap: Roadmap) -> RoadmapProgress:
    """The learner's standing in a roadmap; four queries whatever its size."""
    return progress_of(Topic.objects.of(roadmap), facts_of(learner))


def proof_dates(learner: User, roadmap: Roadmap) -> dict[str, datetime]:
    """When each proven leaf of a roadmap was proven, by concept: the first pass of the last lab it needed."""
    topics = list(Topic.objects.of(roadmap))
    progress = progress_of(topics, facts_of(learner))
    standing = ((topic.concept.key, progress.topics[topic.pk]) for topic in topics)
    return {key: own.proven_at for key, own in standing if own.is_leaf and own.proven_at}


def progress_of(topics: Iterable[Topic], facts: Facts) -> RoadmapProgress:
    """As `statuses`, over topics in reading order (parents first) and facts already at hand."""
    topics = list(topics)
    parts = {topic.pk: parts_of(topic.concept.key, facts) for topic in topics}
    progress = _rolled_up(topics, parts, facts)
    linked = {part.target for own in parts.values() for part in own if part.kind == "topic"}
    if not linked:
        return progress
    # A milestone may build on a parent, whose leaves are known only now. Links among milestones stay at their labs.
    below = {t.concept.key: progress.topics[t.pk] for t in topics if t.concept.key in linked and not t.is_milestone}
    seen = {pk: tuple(_with_leaves(part, below) for part in own) for pk, own in parts.items()}
    return _rolled_up(topics, seen, facts)


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
    own = leaf_state(parts, facts.ticks.get(topic.concept.key))
    if under is None:
        return TopicProgress(own, Tally.of(own), own, parts, True, proven_at(parts))
    tally, latest = under
    own_labs = [part for part in parts if part.target in facts.named.get(topic.pk, ())]
    is_leaf = bool(parts if topic.is_milestone else own_labs)
    if is_leaf:
        tally, latest = tally + Tally.of(own), _later(latest, proven_at(parts))
    else:
        parts = ()
    return TopicProgress(tally.state, tally, own, parts, is_leaf, latest if tally.state.is_proven else None)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(one, other) if one and other else one or other
