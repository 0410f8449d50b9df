"""Markdown to an outline.

`# Title`, paragraphs, `## phase`, nested items. Headings below the phases become topics with what follows under
them; a text without `#` or without `##` is read by the highest headings it has. Every item is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from roadmap.path.markdown.keys import give_keys
from roadmap.path.markdown.lines import RULE, Line, Sort, read_lines
from roadmap.path.markdown.outline import PLAIN_TOPIC, Outline, PhaseText, RoadmapError, TopicText
from roadmap.path.markdown.words import (
    UNTITLED,
    Words,
    heading_and_key,
    last_id,
    links_in,
    squeeze,
    take_apart,
    take_apart_heading,
    take_apart_item,
)

FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(?=[\w-]+:)(?:(?:[\w-]+:|[ \t]|- ).*\n|[ \t]*\n)*---[ \t]*(?:\n|$)")
# An item this much further in than another stands under it.
STEP: Final = 2
# Beyond what people write; a page of topics nested deeper could not be drawn.
DEEPEST: Final = 24
MOST_LINES: Final = 40_000
LONGEST_LINE, LONGEST_TITLE = 50_000, 2_000
MOST_LINKS: Final = 200


def parse(text: str, default_title: str = "Roadmap") -> Outline:
    """Read a roadmap. Raises `RoadmapError` where there is not one topic to keep, or more than anyone writes."""
    front = FRONT_MATTER.match(text)
    lines = list(read_lines(_blanked(text, front) if front else text))
    _refuse_excess(lines)
    reader = Reader(lines, default_title)
    for line in lines:
        reader.read(line)
    outline = reader.finished()
    if front:
        outline.remarks.insert(0, "The front matter above the roadmap was left out.")
    return outline


def parse_stored(text: str, default_title: str) -> Outline:
    """As `parse`, for a text that is kept and read at each request: of the latest ones what was read is at hand."""
    return _read_once(text, default_title).copied()


_read_once = lru_cache(maxsize=8)(parse)


def _blanked(text: str, front: re.Match[str]) -> str:
    """The text with its front matter as empty lines, so that lines keep their numbers."""
    return "\n" * front[0].count("\n") + text[front.end() :]


def _refuse_excess(lines: list[Line]) -> None:
    if len(lines) > MOST_LINES:
        raise RoadmapError(f"The text has {len(lines):,} lines; {MOST_LINES:,} is the most. Nothing was changed.")
    for line in lines:
        if len(line.text) > LONGEST_LINE:
            raise RoadmapError(
                f"Line {line.number} has {len(line.text):,} characters; {LONGEST_LINE:,} is the most. "
                "Break it up; nothing was changed."
            )


def _refuse_long(title: str, links: int = 0) -> None:
    if len(title) > LONGEST_TITLE:
        raise RoadmapError(
            f"“{title[:60]}…” has {len(title):,} characters; a title or an item holds up to {LONGEST_TITLE:,}. "
            "Put the rest below it as a paragraph; nothing was changed."
        )
    if links > MOST_LINKS:
        raise RoadmapError(
            f"“{title[:60]}” links to {links:,} things; {MOST_LINKS} is the most. Split it; nothing was changed."
        )


@dataclass(eq=False)
class Open:
    """A phase or topic that is being read, and the lines of its body so far."""

    node: Outline | PhaseText | TopicText
    indent: int = -1
    level: int = 0
    lines: list[Line] = field(default_factory=list)

    @property
    def children(self) -> list[TopicText]:
        assert not isinstance(self.node, Outline)
        return self.node.topics if isinstance(self.node, PhaseText) else self.node.children


class Reader:
    """Takes one line after another; holds the phase, the headings and the items that are open."""

    def __init__(self, lines: list[Line], default_title: str) -> None:
        headings = [line for line in lines if line.sort is Sort.HEADING]
        firsts = [line for line in headings if line.level == 1]
        self.title = firsts[0] if len(firsts) == 1 and headings[0] is firsts[0] else None
        self.phase_level = min((line.level for line in headings if line is not self.title), default=2)
        title, slug = heading_and_key(self.title.text if self.title else "")
        self.outline = Outline(title or heading_and_key(default_title)[0] or UNTITLED, slug)
        self.top = Open(self.outline)
        self.phase: Open | None = None
        self.headings: list[Open] = []
        self.items: list[Open] = []
        self.opened = [self.top]
        self.speaking = self.top  # whose body the next line of the same paragraph belongs to
        self.after_blank = False
        self.too_deep = 0  # the first line nested deeper than is kept

    def read(self, line: Line) -> None:
        if line.sort in (Sort.BLANK, Sort.FENCED):
            self.speaking.lines.append(line)
        elif line.sort is Sort.TEXT:
            self.speaking = self._owner_of(line)
            self.speaking.lines.append(line)
        elif line.sort is Sort.ITEM:
            self._read_item(line)
        elif line is not self.title:
            self._read_heading(line)
        self.after_blank = line.sort is Sort.BLANK

    def finished(self) -> Outline:
        self.outline.summary = _paragraphs(self.top.lines)
        for open_ in self.opened[1:]:
            if isinstance(open_.node, PhaseText):
                open_.node.body = _paragraphs(open_.lines)
            elif isinstance(open_.node, TopicText):
                _close_topic(open_.node, open_.lines)
        if not any(phase.topics for phase in self.outline.phases):
            raise RoadmapError(
                "There is no list item in this text, so there is no topic to keep. "
                "Write topics as “- [ ] topic” below “## phase”; nothing was changed."
            )
        if self.too_deep:
            said = f"From line {self.too_deep} on items are nested more than {DEEPEST} deep"
            self.outline.remarks.append(f"{said}; those were kept at that depth, side by side.")
        for title in (self.outline.title, *(phase.title for phase in self.outline.phases)):
            _refuse_long(title)
        give_keys(self.outline)
        return self.outline

    def _owner_of(self, line: Line) -> Open:
        """Whose body a line of text belongs to: the item it is indented under or runs on from, else the heading."""
        if not self.after_blank and self.items:
            return self.items[-1]
        while self.items and self.items[-1].indent >= line.indent:
            self.items.pop()
        return self.items[-1] if self.items else self._heading()

    def _heading(self) -> Open:
        return self.headings[-1] if self.headings else self.phase or self.top

    def _current_phase(self) -> Open:
        """The open phase; items above the first heading get one that is called as the roadmap."""
        return self.phase or self._open_phase(PhaseText(self.outline.title))

    def _open_phase(self, phase: PhaseText) -> Open:
        self.outline.phases.append(phase)
        self.phase = self._opened(Open(phase, level=self.phase_level))
        return self.phase

    def _opened(self, open_: Open) -> Open:
        self.opened.append(open_)
        self.speaking = open_
        return open_

    def _read_heading(self, line: Line) -> None:
        self.items.clear()
        if line.level <= self.phase_level:
            self.headings.clear()
            title, key = heading_and_key(line.text)
            self._open_phase(PhaseText(title or key or UNTITLED, key))
            return
        while self.headings and self.headings[-1].level >= line.level:
            self.headings.pop()
        above = self.headings[-1] if self.headings else self._current_phase()
        words = take_apart_heading(line.text)
        topic = TopicText(words.text, words.key)
        _take(topic, words)
        above.children.append(topic)
        self.headings.append(self._opened(Open(topic, level=line.level)))

    def _read_item(self, line: Line) -> None:
        if not squeeze(line.text):
            self.outline.remarks.append(f"Line {line.number} is an item without words; it was left out.")
            return
        while self.items and line.indent < self.items[-1].indent + STEP:
            self.items.pop()
        if len(self.headings) + len(self.items) >= DEEPEST:
            self.items.pop()
            self.too_deep = self.too_deep or line.number
        above = self.items[-1] if self.items else self.headings[-1] if self.headings else self._current_phase()
        words = take_apart_item(line.text)
        topic = TopicText(words.text, words.key, line.mark)
        _take(topic, words)
        above.children.append(topic)
        self.items.append(self._opened(Open(topic, indent=line.indent)))


def _take(topic: TopicText, words: Words) -> None:
    """Add what a line says besides its text; what was said before stands."""
    topic.key = topic.key or words.key
    topic.kind = words.kind if topic.kind == PLAIN_TOPIC else topic.kind
    topic.proofs += [kind for kind in words.proofs if kind not in topic.proofs]
    topic.links += words.links


def _close_topic(topic: TopicText, lines: list[Line]) -> None:
    """Make the body; a line of nothing but ids, tags and links belongs to the title, and so does a last `^id`."""
    kept: list[Line] = []
    for line in lines:
        words = take_apart(line.text) if line.sort is Sort.TEXT else Words(line.text)
        if line.sort is not Sort.TEXT or words.text or (words.key and topic.key):
            kept.append(line)
        else:
            _take(topic, words)
    topic.body = _dedented(kept)
    last = next((line for line in reversed(kept) if line.sort is not Sort.BLANK), None)
    if not topic.key and last and last.sort is Sort.TEXT:
        topic.body, topic.key = _without_last_id(topic.body)
    in_title, in_body = links_in(topic.title), links_in(topic.body)
    tail = [link for link in topic.links if link not in in_title and link not in in_body]
    topic.links = list(dict.fromkeys([*in_title, *tail, *in_body]))
    _refuse_long(topic.title, len(topic.links))


def _without_last_id(body: str) -> tuple[str, str]:
    found = last_id(body)
    rest = body[: found.start()].rstrip() if found else body
    # What is left of the last line must still be text: `--- ^id` would become a rule.
    return (rest, found[1]) if found and not RULE.match(rest.rpartition("\n")[2].lstrip()) else (body, "")


def _paragraphs(lines: list[Line]) -> str:
    """The lines as they stood, blank ones at both ends left out."""
    return re.sub(r"\A(?:[ \t]*\n)+|[ \t\n]+\Z", "", "\n".join(" " * line.indent + line.text for line in lines))


def _dedented(lines: list[Line]) -> str:
    """The lines, moved to the left margin as one."""
    margin = min((line.indent for line in lines if line.text), default=0)
    return _paragraphs([Line(line.sort, line.number, max(line.indent - margin, 0), line.text) for line in lines])
