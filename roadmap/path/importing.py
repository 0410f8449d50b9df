"""A learner's Markdown into a roadmap of their own, its boxes into ticks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from roadmap.path.differences import Change, Near, Sort, compare, near
from roadmap.path.editions import Place
from roadmap.path.evidence import facts_of
from roadmap.path.exporting import outline_of
from roadmap.path.identity import Known, keep_identities, known_topics
from roadmap.path.markdown import Mark, Outline, RoadmapError, parse, read_text, render
from roadmap.path.markdown.keys import free_key, made_key
from roadmap.path.models import FormerTopic, Roadmap, Tick
from roadmap.path.standing import Standing
from roadmap.path.storing import digest_of, store
from roadmap.path.tally import State
from roadmap.path.ticking import OPEN

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

MEGABYTE: Final = 1024 * 1024
MAX_BYTES: Final = 4 * MEGABYTE
SLUG_LENGTH: Final = 80
MOST_NAMED: Final = 5
BOX: Final = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX/>-]\][ \t]", re.MULTILINE)
# Words that an address below /path/ already means.
TAKEN: Final = frozenset({"milestones", "import", "drafts", "edit", "fork", "upstream"})
TICKS: Final = {Mark.DONE: Tick.State.CLAIMED, Mark.SKIPPED: Tick.State.SKIPPED}


@dataclass
class Imported:
    """What an import did, or would do. Ticks and evidence of topics that vanished are kept."""

    roadmap: str
    title: str
    built_in: bool
    new: bool = False
    changed: bool = False
    topics: int = 0
    phases: int = 0
    claimed: int = 0
    skipped: int = 0
    changes: list[Change] = field(default_factory=list)
    suggested: list[Near] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    digest: str = ""  # of the roadmap before: a confirmation that names it counts for what was seen

    @property
    def does_something(self) -> bool:
        return bool(self.changed or self.claimed or self.skipped)

    def keys(self, sort: Sort) -> list[str]:
        return sorted({change.key for change in self.changes if change.sort is sort})

    @property
    def appeared(self) -> list[str]:
        return self.keys(Sort.APPEARED)

    @property
    def vanished(self) -> list[str]:
        return self.keys(Sort.VANISHED)

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"appeared": self.appeared, "vanished": self.vanished}


def read_outline(data: bytes, name: str = "Roadmap") -> Outline:
    """A file as an outline; `name` is the title of one that has none. Raises `RoadmapError`."""
    if len(data) > MAX_BYTES:
        raise RoadmapError(
            f"The file has {len(data) / MEGABYTE:.1f} MB; {MAX_BYTES // MEGABYTE} MB is the most. Nothing was changed."
        )
    text, remarks = read_text(data)
    outline = parse(text, default_title=name)
    outline.remarks[:0] = remarks
    return outline


@dataclass
class Found:
    """The roadmaps among many files by path, and in sentences why the others are none."""

    outlines: dict[str, Outline] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def outlines_among(files: Mapping[str, bytes]) -> Found:
    """An outline of every file that holds checkboxes; of a single file whatever it holds. Raises `RoadmapError`
    where there is none. Two roadmaps of one name are told apart by a number."""
    found = Found()
    slugs: set[str] = set()
    for path in files:
        try:
            outline = read_outline(data := files[path], PurePosixPath(path).stem)
        except RoadmapError as error:
            found.remarks.append(f"{path} was left out: {error}")
            continue
        if len(files) > 1 and not BOX.search(data.decode("utf-8", "replace")):
            found.remarks.append(f"{path} was left out: it holds a list but no checkbox. Alone it can be imported.")
            continue
        outline.slug = free_key(outline.slug or made_key(outline.title), slugs)
        slugs.add(outline.slug)
        found.outlines[path] = outline
    if not found.outlines:
        nothing = "There is no Markdown file in it. Nothing was changed."
        raise RoadmapError(" ".join(found.remarks[:MOST_NAMED]) or nothing)
    return found


def import_roadmap(data: bytes, learner: User, name: str = "Roadmap", into: str = "") -> Imported:
    """Make or update the learner's roadmap from the bytes of a file. Raises `RoadmapError`; see `take_in`."""
    return take_in(read_outline(data, name), learner, into)


def preview(outline: Outline, learner: User, into: str = "") -> Imported:
    """What `take_in` would do; nothing is kept of it."""
    with transaction.atomic():
        done = take_in(outline, learner, into)
        transaction.set_rollback(True)
    return done


@transaction.atomic
def take_in(outline: Outline, learner: User, into: str = "") -> Imported:
    """Make or update the learner's roadmap from an outline, that called `into` or else the one of the same slug.

    A built-in roadmap that comes back as it was exported stays what it is and only its boxes count; one that was
    edited becomes the learner's own, called `my-…`. A box that is empty takes no tick back.
    """
    settled = settle(outline, learner, into)
    roadmap = settled.built_in
    if roadmap and settled.unchanged:
        done = Imported(roadmap.slug, roadmap.title, built_in=True, digest=roadmap.digest)
    else:
        done, roadmap = _store_own(outline, learner, settled)
    done.topics, done.phases = sum(1 for _ in outline.walk()), len(outline.phases)
    done.remarks = outline.remarks
    done.claimed, done.skipped = tick_as_marked(outline, roadmap, learner)
    return done


@dataclass
class Settled:
    """What an outline is a text of: the built-in roadmap it is or was edited from, the learner's own with its text."""

    built_in: Roadmap | None = None
    unchanged: bool = False
    own: Roadmap | None = None
    before: Outline | None = None


def editions_met(slug: str, learner: User) -> QuerySet[Roadmap, Place]:
    """Of the roadmaps that `settle` looks at for this wanted slug those that are there, as they are; one query."""
    met = Roadmap.objects.visible_to(learner).filter(slug__in=(slug, own_slug(slug)))
    return met.order_by("pk").values_list("pk", "edition")


def wanted_slug(outline: Outline) -> str:
    return (outline.slug or made_key(outline.title))[:SLUG_LENGTH]


def own_slug(slug: str) -> str:
    return f"my-{slug}"[:SLUG_LENGTH]


def settle(outline: Outline, learner: User, into: str = "") -> Settled:
    """Give the outline the slug it will be kept under, and its topics the identities they have there."""
    outline.slug = into[:SLUG_LENGTH] or wanted_slug(outline)
    found = Settled(Roadmap.objects.built_in().filter(slug=outline.slug).first())
    if found.built_in:
        keep_identities(outline, known_topics(outline_of(found.built_in)))
        found.unchanged = found.built_in.digest == digest_of(outline)
        if found.unchanged:
            return found
    if found.built_in or outline.slug in TAKEN:
        outline.slug = own_slug(outline.slug)
    found.own = Roadmap.objects.filter(owner=learner, slug=outline.slug).first()
    if found.own:
        found.before = outline_of(found.own)
        former = (Known(*row) for row in found.own.former_topics.values_list("key", "title", "above"))
        keep_identities(outline, chain(known_topics(found.before), former))
    return found


def note_origin(roadmap: Roadmap, built_in: Roadmap) -> None:
    """Keep what a fork came from and what that said then, so that later changes of it can be told."""
    roadmap.forked_from, roadmap.forked_text = built_in.slug, render(outline_of(built_in))
    roadmap.save(update_fields=["forked_from", "forked_text"])


def _store_own(outline: Outline, learner: User, settled: Settled) -> tuple[Imported, Roadmap]:
    own, before = settled.own, settled.before
    changes = compare(before or Outline(outline.title, outline.slug), outline)
    done = Imported(outline.slug, outline.title, False, own is None, digest=own.digest if own else "", changes=changes)
    roadmap, done.changed = store(outline, learner)
    if before:
        done.suggested = near(before, outline)
        _remember(roadmap, before, outline)
    elif settled.built_in:
        note_origin(roadmap, settled.built_in)
    return done, roadmap


def _remember(roadmap: Roadmap, before: Outline, after: Outline) -> None:
    """Keep the words of the topics that leave, so that they are known when they come back without their `^id`."""
    staying = {topic.key for topic in after.walk()}
    leaving = {one.key: one for one in known_topics(before) if one.key not in staying}
    FormerTopic.objects.bulk_create(
        [FormerTopic(roadmap=roadmap, **one._asdict()) for one in leaving.values()],
        update_conflicts=True,
        unique_fields=["roadmap", "key"],
        update_fields=["title", "above"],
    )


def tick_as_marked(outline: Outline, roadmap: Roadmap, learner: User) -> tuple[int, int]:
    """Claim what is marked done and skip what is marked so, where the learner does not stand there already.

    A parent's mark is looked at after those of its leaves: it then goes to the leaves that are still open.
    """
    marks = {(p.key, t.key): t.mark for p in outline.phases for t in p.walk() if t.mark is not Mark.OPEN}
    if not marks:
        return 0, 0
    facts = facts_of(learner)
    standing = Standing.of(learner, roadmap, facts)
    topics = standing.topics
    marked = [(topic, mark) for topic in topics if (mark := marks.get((topic.phase.key, topic.concept.key)))]
    parents = {topic.parent_id for topic in topics}
    said: dict[int, tuple[str, str]] = {}
    for topic, mark in marked:
        if topic.pk not in parents and not _stands(standing.at(topic).own, mark):
            said[topic.concept_id] = (topic.concept.key, TICKS[mark])
    ticks = {**facts.ticks, **dict(said.values())}
    standing = Standing.of(learner, roadmap, replace(facts, ticks=ticks))
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
