"""The lines that two files do not share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SHOWN_AROUND = 3
# Without its short cut for frequent lines the search is quadratic; on files of this length that would be felt.
LONG_LINES = 2000


@dataclass(frozen=True)
class Line:
    """One line of a comparison: `sign` is +, -, a space for one in both, or … for a gap between changes."""

    sign: str
    text: str = ""
    older: int | None = None
    newer: int | None = None


def changed_lines(older: str, newer: str) -> list[Line]:
    """What turns `older` into `newer`, with a few lines around each change; empty where nothing changed."""
    before, after = older.splitlines(), newer.splitlines()
    matcher = SequenceMatcher(None, before, after, autojunk=len(after) > LONG_LINES)
    lines: list[Line] = []
    for number, group in enumerate(matcher.get_grouped_opcodes(SHOWN_AROUND)):
        if number:
            lines.append(Line("…"))
        for opcode in group:
            lines.extend(lines_of(opcode, before, after))
    return lines


def lines_of(opcode: tuple[str, int, int, int, int], before: list[str], after: list[str]) -> Iterator[Line]:
    tag, old_from, old_to, new_from, new_to = opcode
    if tag == "equal":
        for old, new in zip(range(old_from, old_to), range(new_from, new_to), strict=True):
            yield Line(" ", before[old], old + 1, new + 1)
        return
    for old in range(old_from, old_to):
        yield Line("-", before[old], older=old + 1)
    for new in range(new_from, new_to):
        yield Line("+", after[new], newer=new + 1)
