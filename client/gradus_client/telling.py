"""What the terminal shows: colours only where they are wanted, nothing that a text from elsewhere could do to it."""

from __future__ import annotations

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click

COLOURS = {
    "passed": "green",
    "proven": "green",
    "under_way": "yellow",
    "queued": "cyan",
    "running": "cyan",
    "cancelled": "yellow",
    "not_run": "bright_black",
    "not_begun": "bright_black",
    "ours": "magenta",
}
WORDS = {
    "raised": "raised an error",
    "timed_out": "ran out of time",
    "out_of_memory": "ran out of memory",
    "ours": "not judged: our fault",
    "queued": "waiting",
}
NARROWEST = 40


def colours_wanted() -> bool | None:
    """False where NO_COLOR says so; None leaves it to whether the output is a terminal."""
    return False if os.environ.get("NO_COLOR") else None


def say(line: str = "") -> None:
    click.echo(line, color=colours_wanted())


def notice(line: str) -> None:
    """For the person, not for a script that reads the output."""
    click.echo(line, err=True, color=colours_wanted())


def say_json(told: Any) -> None:
    click.echo(json.dumps(told, indent=2, ensure_ascii=False))


def plain(text: object) -> str:
    """A text from elsewhere without the characters that command a terminal."""
    return "".join(character if is_harmless(character) else "\ufffd" for character in str(text))


def is_harmless(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def in_words(standing: str) -> str:
    return WORDS.get(standing, standing.replace("_", " "))


def coloured(text: str, standing: str) -> str:
    return click.style(text, fg=COLOURS.get(standing, "red"))


def heading(text: str) -> str:
    return click.style(plain(text), bold=True)


def faint(text: str) -> str:
    return click.style(text, dim=True)


def width() -> int:
    return max(shutil.get_terminal_size((100, 24)).columns, NARROWEST)


def spent(seconds: float | None) -> str:
    """A duration: 4 ms, 0.42 s, 3 min 20 s."""
    if seconds is None:
        return ""
    if seconds < 0.1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def table(rows: Sequence[Sequence[str]], standings: Sequence[str] = ()) -> list[str]:
    """Columns as wide as their widest cell; the last is cut where the terminal ends, a file's line is left whole.

    The first column takes the colour of the row's standing, where standings are given.
    """
    clean = [[plain(cell).replace("\n", " ") for cell in row] for row in rows]
    widths = [max(map(cells_of, column)) for column in zip(*clean, strict=True)]
    most = width() if sys.stdout.isatty() else None
    lines = []
    for number, row in enumerate(clean):
        cells = [padded(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        line = "  ".join(cells).rstrip()
        line = cut(line, most) if most else line
        if standings:
            line = coloured(line[: widths[0]], standings[number]) + line[widths[0] :]
        lines.append(line)
    return lines


def cells_of(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, wide: int) -> str:
    return text + " " * (wide - cells_of(text))


def cut(line: str, most: int) -> str:
    if cells_of(line) <= most:
        return line
    kept = line
    while cells_of(kept) > most - 1:
        kept = kept[:-1]
    return kept + "…"


def indented(lines: Iterable[str], by: int = 4) -> list[str]:
    return [" " * by + line if line else "" for line in lines]
