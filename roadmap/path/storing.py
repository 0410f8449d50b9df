"""An outline into the tables."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from roadmap.path.markdown import Mark, Outline, TopicText, plain, render
from roadmap.path.models import Concept, Phase, Roadmap, Topic, TopicLink

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def digest_of(outline: Outline) -> str:
    """SHA-256 of what a roadmap says, whatever is ticked in it."""
    marks = [(topic, topic.mark) for topic in outline.walk()]
    for topic, _ in marks:
        topic.mark = Mark.OPEN
    try:
        return hashlib.sha256(render(outline).encode()).hexdigest()
    finally:
        for topic, mark in marks:
            topic.mark = mark


@transaction.atomic
def store(outline: Outline, owner: User | None = None, position: int = 0) -> tuple[Roadmap, bool]:
    """Make the roadmap of `outline.slug` say what the outline says; False if it did already.

    Phases and topics are written anew; concepts, and with them all ticks, goals and evidence, stay.
    """
    digest = digest_of(outline)
    roadmap, _ = Roadmap.objects.select_for_update().get_or_create(slug=outline.slug, owner=owner)
    unchanged = roadmap.digest == digest
    if unchanged and roadmap.position == position:
        return roadmap, False
    roadmap.title, roadmap.summary, roadmap.digest, roadmap.position = outline.title, outline.summary, digest, position
    roadmap.edition = uuid4()
    roadmap.save()
    if not unchanged:
        roadmap.phases.all().delete()
        _write_phases(roadmap, outline, _concepts(outline, built_in=owner is None))
        Concept.objects.unused().delete()
        if owner is None:  # what others say has the concepts' new words in it
            Roadmap.objects.exclude(pk=roadmap.pk).update(edition=uuid4())
    return roadmap, not unchanged


def _concepts(outline: Outline, built_in: bool) -> dict[str, Concept]:
    """The concepts by key. Only a built-in roadmap gives them its words (see `Concept`)."""
    titles = {topic.key: plain(topic.title) for topic in outline.walk()}
    return Concept.objects.titled(titles) if built_in else Concept.objects.made_for(titles)


def _write_phases(roadmap: Roadmap, outline: Outline, concepts: dict[str, Concept]) -> None:
    phases = Phase.objects.bulk_create(
        Phase(roadmap=roadmap, key=phase.key, position=position, title=phase.title, body=phase.body)
        for position, phase in enumerate(outline.phases)
    )
    positions = {id(topic): position for position, topic in enumerate(outline.walk())}
    rows: dict[int, Topic] = {}
    level = [(text, phase) for phase, told in zip(phases, outline.phases, strict=True) for text in told.topics]
    parents: dict[int, Topic] = {}
    depth = 0
    while level:  # a level at a time, since a child needs its parent's row
        made = [_row(text, phase, parents.get(id(text)), concepts, positions[id(text)], depth) for text, phase in level]
        rows |= {id(text): row for (text, _), row in zip(level, Topic.objects.bulk_create(made), strict=True)}
        parents |= {id(child): rows[id(text)] for text, _ in level for child in text.children}
        level = [(child, phase) for text, phase in level for child in text.children]
        depth += 1
    TopicLink.objects.bulk_create(
        TopicLink(topic=rows[id(text)], kind=link.kind, target=link.target, position=position)
        for text in outline.walk()
        for position, link in enumerate(text.links)
    )


def _row(
    text: TopicText, phase: Phase, parent: Topic | None, concepts: dict[str, Concept], position: int, depth: int
) -> Topic:
    return Topic(
        phase=phase,
        parent=parent,
        concept=concepts[text.key],
        position=position,
        depth=depth,
        title=text.title,
        body=text.body,
        kind=text.kind,
        proofs=text.proofs,
    )
