"""One change of an outline at a time: add, rename, move, nest, remove. Each says in a sentence what it did."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from roadmap.path.markdown import Link, Outline, PhaseText, RoadmapError, TopicText, plain
from roadmap.path.markdown.keys import free_key, made_key
from roadmap.path.markdown.outline import LINK_KINDS, PLAIN_TOPIC, PROOF_KINDS, TOPIC_KINDS
from roadmap.path.markdown.parse import DEEPEST, LONGEST_TITLE

WRITTEN_LINK: Final = re.compile(rf"\[*\s*({'|'.join(LINK_KINDS)}):\s*([^\[\]|]+?)\s*\]*")


class NotThereError(LookupError):
    """The topic or phase is not in the outline: it was changed in another tab."""


@dataclass(frozen=True)
class Spot:
    """Where a topic stands: among `siblings` at `index`, under `chain` (the nearest last)."""

    phase: PhaseText
    chain: list[TopicText]
    siblings: list[TopicText]
    index: int

    @property
    def topic(self) -> TopicText:
        return self.siblings[self.index]


def phase_called(outline: Outline, key: str) -> PhaseText:
    found = next((phase for phase in outline.phases if phase.key == key), None)
    if found is None:
        raise NotThereError(f"There is no phase called {key} any more.")
    return found


def spot_of(outline: Outline, phase_key: str, key: str) -> Spot:
    """Raises `NotThereError`."""
    phase = phase_called(outline, phase_key)
    waiting: list[tuple[list[TopicText], list[TopicText]]] = [(phase.topics, [])]
    while waiting:
        siblings, chain = waiting.pop()
        for index, topic in enumerate(siblings):
            if topic.key == key:
                return Spot(phase, chain, siblings, index)
            waiting.append((topic.children, [*chain, topic]))
    raise NotThereError(f"There is no topic called {key} any more.")


def add(outline: Outline, phase_key: str, title: str, under: str = "", after: str = "") -> str:
    """A new topic at the end of its phase, of `under`, or right after `after`."""
    topic = TopicText(_worded(title))
    # Never a key of what is there: the same words may name another thing.
    topic.key = free_key(made_key(topic.title), {one.key for one in outline.walk()})
    if after:
        spot = spot_of(outline, phase_key, after)
        spot.siblings.insert(spot.index + 1, topic)
    elif under:
        _refuse_depth(spot_of(outline, phase_key, under), 1)
        spot_of(outline, phase_key, under).topic.children.append(topic)
    else:
        phase_called(outline, phase_key).topics.append(topic)
    return f"Added “{plain(topic.title)}”."


def rename(spot: Spot, title: str) -> str:
    before, spot.topic.title = plain(spot.topic.title), _worded(title)
    return f"Renamed “{before}” to “{plain(spot.topic.title)}”."


def move(spot: Spot, by: int) -> str:
    """Up or down among its siblings, as far as they reach."""
    topic = spot.siblings.pop(spot.index)
    to = min(max(spot.index + by, 0), len(spot.siblings))
    spot.siblings.insert(to, topic)
    return f"Moved “{plain(topic.title)}” {'up' if by < 0 else 'down'}: {to + 1} of {len(spot.siblings)}."


def nest(spot: Spot) -> str:
    """Under the sibling above it."""
    if not spot.index:
        raise RoadmapError(f"“{plain(spot.topic.title)}” has no topic above it at its level to stand under.")
    _refuse_depth(spot, 1 + _height(spot.topic))
    above = spot.siblings[spot.index - 1]
    topic = spot.siblings.pop(spot.index)
    above.children.append(topic)
    return f"Put “{plain(topic.title)}” under “{plain(above.title)}”."


def unnest(outline: Outline, spot: Spot) -> str:
    """Out of its parent, right after it."""
    if not spot.chain:
        raise RoadmapError(f"“{plain(spot.topic.title)}” stands at the top of its phase already.")
    topic = spot.siblings.pop(spot.index)
    parent = spot_of(outline, spot.phase.key, spot.chain[-1].key)
    parent.siblings.insert(parent.index + 1, topic)
    return f"Took “{plain(topic.title)}” out of “{plain(parent.topic.title)}”."


def put(outline: Outline, spot: Spot, phase_key: str, target: str, where: str) -> str:
    """To `before`, `after` or `under` another topic, or with no target to the end of a phase."""
    topic = spot.topic
    if any(one.key == target for one in topic.walk()) and spot.phase.key == phase_key:
        raise RoadmapError(f"“{plain(topic.title)}” cannot be moved into itself.")
    phase = phase_called(outline, phase_key)
    if phase is not spot.phase and {one.key for one in topic.walk()} & {one.key for one in phase.walk()}:
        raise RoadmapError(f"“{phase.title}” holds “{plain(topic.title)}” or a part of it already.")
    to = spot_of(outline, phase_key, target) if target else None
    if to:
        _refuse_depth(to, _height(topic) + (where == "under"))
    spot.siblings.pop(spot.index)
    if to is None:
        phase.topics.append(topic)
        return f"Moved “{plain(topic.title)}” to “{phase.title}”."
    aim = to.topic if to.siblings is not spot.siblings else spot_of(outline, phase_key, target).topic
    to = spot_of(outline, phase_key, aim.key)
    if where == "under":
        to.topic.children.append(topic)
    else:
        to.siblings.insert(to.index + (where == "after"), topic)
    return f"Moved “{plain(topic.title)}” {where} “{plain(aim.title)}”."


def remove(spot: Spot) -> str:
    topic = spot.siblings.pop(spot.index)
    parts = sum(1 for _ in topic.walk()) - 1
    with_parts = f" and the {parts} under it" if parts > 1 else " and the one under it" if parts else ""
    return f"Removed “{plain(topic.title)}”{with_parts}; it is kept until you confirm."


def describe(spot: Spot, title: str, body: str, kind: str, proofs: list[str], links: list[Link]) -> str:
    """Everything a topic says of itself, at once."""
    topic = spot.topic
    topic.title, topic.body = _worded(title), body.strip("\n").rstrip()
    topic.kind = kind if kind in TOPIC_KINDS else PLAIN_TOPIC
    topic.proofs = [proof for proof in PROOF_KINDS if proof in proofs]
    topic.links = links
    return f"Changed “{plain(topic.title)}”."


def add_link(spot: Spot, link: Link) -> str:
    if link not in spot.topic.links:
        spot.topic.links.append(link)
    return f"Linked “{plain(spot.topic.title)}” to {link.kind}:{link.target}."


def same_topic(outline: Outline, new: str, gone: str) -> str:
    """The topic that came as `new` is the one known as `gone`: its ticks and proofs are kept."""
    if any(topic.key == gone for topic in outline.walk()):
        raise NotThereError(f"There is a topic known as {gone} in the text already.")
    found = [topic for topic in outline.walk() if topic.key == new]
    if not found:
        raise NotThereError(f"There is no topic called {new} any more.")
    for topic in found:
        topic.key = gone
    return f"Took “{plain(found[0].title)}” for the topic known as {gone}."


def read_links(written: str) -> list[Link]:
    """`lab:slug`, `[[paper:id]]`, one a line. Raises `RoadmapError` for a line that names nothing."""
    links = []
    for line in filter(None, map(str.strip, written.splitlines())):
        found = WRITTEN_LINK.fullmatch(line)
        if not found or len(found[2]) > 200:
            kinds = ", ".join(f"{kind}:…" for kind in LINK_KINDS)
            raise RoadmapError(f"“{line[:60]}” is no link. Write {kinds}, one a line.")
        links.append(Link(found[1], " ".join(found[2].split())))
    return list(dict.fromkeys(links))


def add_phase(outline: Outline, title: str) -> str:
    phase = PhaseText(_worded(title))
    phase.key = free_key(made_key(phase.title), {one.key for one in outline.phases})
    outline.phases.append(phase)
    return f"Added the phase “{phase.title}”."


def rename_phase(phase: PhaseText, title: str, body: str) -> str:
    phase.title, phase.body = _worded(title), body.strip("\n").rstrip()
    return f"Changed the phase “{phase.title}”."


def move_phase(outline: Outline, phase: PhaseText, by: int) -> str:
    index = next(index for index, one in enumerate(outline.phases) if one is phase)
    outline.phases.pop(index)
    to = min(max(index + by, 0), len(outline.phases))
    outline.phases.insert(to, phase)
    return f"Moved the phase “{phase.title}” {'up' if by < 0 else 'down'}: {to + 1} of {len(outline.phases)}."


def remove_phase(outline: Outline, phase: PhaseText) -> str:
    if len(outline.phases) == 1:
        raise RoadmapError("A roadmap has one phase at least. Rename this one, or discard your changes.")
    outline.phases = [one for one in outline.phases if one is not phase]
    topics = sum(1 for _ in phase.walk())
    return f"Removed the phase “{phase.title}” with its {topics} topics; it is kept until you confirm."


def _worded(title: str) -> str:
    words = " ".join(title.replace("\0", "").split())
    if not words:
        raise RoadmapError("Give it a few words first.")
    if len(words) > LONGEST_TITLE:
        raise RoadmapError(f"A title holds up to {LONGEST_TITLE:,} characters; this one has {len(words):,}.")
    return words


def _height(topic: TopicText) -> int:
    level, height = topic.children, 0
    while level:
        level, height = [child for one in level for child in one.children], height + 1
    return height


def _refuse_depth(spot: Spot, more: int) -> None:
    if len(spot.chain) + 1 + more > DEEPEST:
        raise RoadmapError(f"Topics stand at most {DEEPEST} deep.")
