"""A learner's Markdown into a roadmap of their own, its boxes into ticks."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from roadmap.path.evidence import facts_of, progress_of
from roadmap.path.markdown import Mark, Outline, RoadmapError, decoded, parse, repaired
from roadmap.path.markdown.keys import made_key
from roadmap.path.models import Roadmap, Tick, Topic
from roadmap.path.standing import Standing
from roadmap.path.storing import digest_of, store
from roadmap.path.tally import State
from roadmap.path.ticking import OPEN

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MEGABYTE: Final = 1024 * 1024
MAX_BYTES: Final = 4 * MEGABYTE
SLUG_LENGTH: Final = 80
# Words that an address below /path/ already means.
TAKEN: Final = frozenset({"milestones"})
TICKS: Final = {Mark.DONE: Tick.State.CLAIMED, Mark.SKIPPED: Tick.State.SKIPPED}


@dataclass
class Imported:
    """What an import did. `appeared` and `vanished` are concepts; ticks on those that vanished are kept."""

    roadmap: str
    title: str
    built_in: bool
    changed: bool
    topics: int
    appeared: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    claimed: int = 0
    skipped: int = 0
    remarks: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@transaction.atomic
def import_roadmap(data: bytes, learner: User, name: str = "Roadmap") -> Imported:
    """Make or update the learner's roadmap from the bytes of a file.

    `name` is the title of a file without one. A built-in roadmap that comes back as it was exported stays what it
    is and only its boxes count; one that was edited becomes the learner's own, called `my-…`. A box that is empty
    takes no tick back. Raises `RoadmapError` where nothing can be read; then nothing was changed.
    """
    if len(data) > MAX_BYTES:
        raise RoadmapError(
            f"The file has {len(data) / MEGABYTE:.1f} MB; {MAX_BYTES // MEGABYTE} MB is the most. Nothing was changed."
        )
    outline = parse(repaired(decoded(data)), default_title=name)
    roadmap = _unchanged_built_in(outline)
    built_in = roadmap is not None
    before = after = {topic.key for topic in outline.walk()}
    changed = False
    if roadmap is None:
        before = set(_own(outline.slug, learner))
        roadmap, changed = store(outline, learner)
    done = Imported(roadmap.slug, roadmap.title, built_in, changed, sum(1 for _ in outline.walk()))
    done.appeared, done.vanished, done.remarks = sorted(after - before), sorted(before - after), outline.remarks
    done.claimed, done.skipped = tick_as_marked(outline, roadmap, learner)
    return done


def _own(slug: str, learner: User) -> list[str]:
    topics = Topic.objects.filter(phase__roadmap__owner=learner, phase__roadmap__slug=slug)
    return list(topics.values_list("concept__key", flat=True))


def _unchanged_built_in(outline: Outline) -> Roadmap | None:
    """Settle the slug; the built-in roadmap of that name, if the outline says just what it says."""
    outline.slug = (outline.slug or made_key(outline.title))[:SLUG_LENGTH]
    built_in = Roadmap.objects.built_in().filter(slug=outline.slug).first()
    if built_in and built_in.digest == digest_of(outline):
        return built_in
    if built_in or outline.slug in TAKEN:
        outline.slug = f"my-{outline.slug}"[:SLUG_LENGTH]
    return None


def tick_as_marked(outline: Outline, roadmap: Roadmap, learner: User) -> tuple[int, int]:
    """Claim what is marked done and skip what is marked so, where the learner does not stand there already.

    A parent's mark is looked at after those of its leaves: it then goes to the leaves that are still open.
    """
    marks = {(p.key, t.key): t.mark for p in outline.phases for t in p.walk() if t.mark is not Mark.OPEN}
    if not marks:
        return 0, 0
    facts = facts_of(learner)
    topics = list(Topic.objects.of(roadmap))
    standing = Standing(roadmap, topics, progress_of(topics, facts))
    marked = [(topic, mark) for topic in topics if (mark := marks.get((topic.phase.key, topic.concept.key)))]
    parents = {topic.parent_id for topic in topics}
    said: dict[int, tuple[str, str]] = {}
    for topic, mark in marked:
        if topic.pk not in parents and not _stands(standing.at(topic).own, mark):
            said[topic.concept_id] = (topic.concept.key, TICKS[mark])
    ticks = {**facts.ticks, **dict(said.values())}
    standing = Standing(roadmap, topics, progress_of(topics, replace(facts, ticks=ticks)))
    for topic, mark in reversed(marked):
        if not _stands(standing.at(topic).state, mark):
            for leaf in standing.leaves(topic):
                if standing.at(leaf).own in OPEN:
                    said.setdefault(leaf.concept_id, (leaf.concept.key, TICKS[mark]))
    return _say(learner, said)


def _stands(state: State, mark: Mark) -> bool:
    """Whether a topic is already as its box says. What is proven is not unsaid by a box."""
    return state.is_proven or state is State(TICKS[mark].value)


def _say(learner: User, said: dict[int, tuple[str, str]]) -> tuple[int, int]:
    counts = []
    for state in (Tick.State.CLAIMED, Tick.State.SKIPPED):
        concepts = [concept for concept, (_, value) in said.items() if value == state]
        Tick.objects.set(learner, concepts, state)
        counts.append(len(concepts))
    return counts[0], counts[1]
