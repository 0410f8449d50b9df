"""Identities for what has none: stable words made from the text, unique within the roadmap."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from django.utils.text import slugify

from roadmap.path.markdown.outline import Outline, PhaseText, TopicText
from roadmap.path.markdown.words import plain

MADE_LENGTH: Final = 100


def made_key(title: str) -> str:
    """A title as a key: `Dropout & L2` -> `dropout-l2`; a title without Latin letters by its digest."""
    text = plain(title) or title
    words = re.sub(r"[^\w\s]+", " ", text.replace("'", ""))
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return slugify(words)[:MADE_LENGTH].strip("-_") or f"topic-{digest}"


def give_keys(outline: Outline) -> None:
    """Give every phase and topic without a key one of its own.

    A key that was written wins over one that is made. Two topics of the same words are told apart by what they
    stand under, so that changing their order changes no identity.
    """
    _drop_repeated(outline)
    _give_phase_keys(outline.phases)
    written = {topic.key for topic in outline.walk() if topic.key}
    wanted = Counter(made_key(topic.title) for topic in outline.walk() if not topic.key)
    taken = set(written)
    for topic, above in with_parents(outline):
        if topic.key:
            continue
        key = made_key(topic.title)
        if wanted[key] > 1 or key in written:
            key = f"{made_key(above)[:50].strip('-_')}-{key}"[:MADE_LENGTH].strip("-_")
        topic.key, topic.made = free_key(key, taken), True
        taken.add(topic.key)


def _drop_repeated(outline: Outline) -> None:
    """Within a phase an identity stands once; across phases it is the same concept again."""
    for phase in outline.phases:
        seen: set[str] = set()
        for topic in phase.walk():
            if topic.key and topic.key in seen:
                said = f"“{plain(topic.title)}” repeats ^{topic.key} within “{phase.title}”"
                outline.remarks.append(f"{said}; it was kept as a topic of its own.")
                topic.key = ""
            seen.add(topic.key)


def _give_phase_keys(phases: list[PhaseText]) -> None:
    taken: set[str] = set()
    for phase in phases:
        if phase.key in taken:
            phase.key = ""
        taken.add(phase.key)
    for phase in phases:
        if not phase.key:
            phase.key = free_key(made_key(phase.title), taken)
            taken.add(phase.key)


def with_parents(outline: Outline) -> Iterator[tuple[TopicText, str]]:
    """Each topic with the title of what it stands under."""
    for phase in outline.phases:
        yield from ((topic, phase.title) for topic in phase.topics)
        for parent in phase.walk():
            yield from ((child, parent.title) for child in parent.children)


def free_key(key: str, taken: Iterable[str]) -> str:
    if key not in taken:
        return key
    number = 2
    while f"{key}-{number}" in taken:
        number += 1
    return f"{key}-{number}"
