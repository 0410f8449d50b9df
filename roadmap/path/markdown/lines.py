"""The lines of a Markdown text, each with what it is: heading, item, text, blank, or inside a code fence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from roadmap.path.markdown.outline import Mark

HEADING: Final = re.compile(r"(#{1,6})(?:[ \t]+(.*))?$")
ITEM: Final = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(.*))?$")
BOX: Final = re.compile(r"\[([ xX/>-])\](?:[ \t]+(.*))?$")
RULE: Final = re.compile(r"([-*_])(?:[ \t]*\1){2,}\s*$")
FENCE: Final = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
MARKS: Final = {"x": Mark.DONE, "X": Mark.DONE, "-": Mark.SKIPPED}
TAB: Final = 4


class Sort(Enum):
    HEADING = auto()
    ITEM = auto()
    TEXT = auto()
    FENCED = auto()
    BLANK = auto()


@dataclass(frozen=True)
class Line:
    """`indent` in spaces, tabs counted as four; `text` without it, without bullet, box or hashes."""

    sort: Sort
    number: int
    indent: int = 0
    text: str = ""
    level: int = 0
    mark: Mark = Mark.OPEN


@dataclass(frozen=True)
class Fence:
    indent: int
    marker: str

    def closes(self, indent: int, text: str) -> bool:
        return text.rstrip() == self.marker[0] * max(len(self.marker), len(text.rstrip()))

    def broken_by(self, indent: int, text: str) -> bool:
        """A fence inside an item ends with the item, closed or not."""
        return bool(text) and indent < self.indent


def read_lines(text: str) -> Iterator[Line]:
    """Each line as a `Line`; rules (`---`) are left out, a fence that never closes is closed."""
    fence: Fence | None = None
    number = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        indent, rest = _dented(raw)
        if fence and fence.broken_by(indent, rest):
            yield Line(Sort.FENCED, number, fence.indent, fence.marker)
            fence = None
        if fence:
            yield Line(Sort.FENCED, number, indent, rest)
            fence = None if fence.closes(indent, rest) else fence
        elif opened := FENCE.match(rest):
            fence = Fence(indent, opened[1])
            yield Line(Sort.TEXT, number, indent, rest)
        elif not rest:
            yield Line(Sort.BLANK, number)
        elif not RULE.match(rest):
            yield _read_line(number, indent, rest)
    if fence:
        yield Line(Sort.FENCED, number, fence.indent, fence.marker)


def _dented(raw: str) -> tuple[int, str]:
    """How far a line is indented, and the line without it; one of white space only is empty."""
    rest = raw.lstrip(" \t")
    if not rest.strip():
        return 0, ""
    return len(raw[: len(raw) - len(rest)].expandtabs(TAB)), rest


def _read_line(number: int, indent: int, rest: str) -> Line:
    if not indent and (heading := HEADING.match(rest)):
        return Line(Sort.HEADING, number, text=heading[2] or "", level=len(heading[1]))
    if item := ITEM.match(rest):
        words = item[1] or ""
        if box := BOX.match(words):
            return Line(Sort.ITEM, number, indent, box[2] or "", mark=MARKS.get(box[1], Mark.OPEN))
        return Line(Sort.ITEM, number, indent, words)
    return Line(Sort.TEXT, number, indent, rest)
