"""Code for a lab out of a Jupyter notebook: the cells that are marked, else those that define what is asked.

Read by hand, from JSON alone: of a notebook only code, tags and language are of use here, nothing is run, and a file
that is no notebook gets a sentence. Format 3 and 4 differ in where the cells lie and what their text is called.
"""

from __future__ import annotations

import ast
import builtins
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from runner.contract import MAX_SOURCE_BYTES
from runner.lab import Lab
from runner.syntax import globals_read, parsed

LARGEST_BYTES = 8 * 1024 * 1024
MOST_CELLS = 2000
MOST_CODE = 4 * MAX_SOURCE_BYTES  # of all cells together: parsing takes time and memory
FIRST_WORDS = 60
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
BUILT_IN = frozenset(dir(builtins))
MARK = re.compile(r"#\s*gradus(?:\s*:\s*(?P<lab>[-\w]+))?\s*$|#\|?\s*exports?\s*$", re.IGNORECASE)
TAG = re.compile(r"gradus(?::(?P<lab>[-\w]+))?|export", re.IGNORECASE)
CELL_MAGIC = re.compile(r"\s*%%(\w+)")
RUNS_PYTHON = {"time", "timeit", "capture", "prun", "python", "python3"}
MAGIC_LINE = re.compile(r"\s*(?:[%!?]|[\w.]+\?{1,2}\s*$|[\w, ]+=\s*[%!])")


class UnreadError(ValueError):
    """A file that no code can be taken from; the sentence says why, and what to do."""


@dataclass
class Cell:
    """A code cell: its place among all cells, its text without magics, and which lab it is marked for (`""`: any)."""

    number: int
    text: str
    marks: set[str]
    magics: int = 0
    other_language: str = ""
    tree: ast.Module | None = None

    @property
    def first_line(self) -> str:
        line = next((line.strip() for line in self.text.splitlines() if line.strip()), "")
        return line if len(line) <= FIRST_WORDS else line[:FIRST_WORDS] + "…"


@dataclass(frozen=True)
class Line:
    """What became of one cell, in words."""

    number: int
    first_line: str
    taken: bool
    why: str


@dataclass(frozen=True)
class Taken:
    """The source for the editor, what became of every code cell, and what is still missing.

    `missing` are names that the lab asks for; `left_behind` those that the code uses and only cells not taken define,
    each with the last such cell.
    """

    source: str
    lines: list[Line]
    missing: list[str] = field(default_factory=list)
    left_behind: list[tuple[str, int]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(line.taken for line in self.lines)


def take(content: bytes, lab: Lab) -> Taken:
    """What a notebook holds for a lab; raises `UnreadError` where it is none or holds nothing for it."""
    cells = [prepared(number, cell) for number, cell in code_cells(opened(content))]
    reasons = chosen_by_mark(cells, lab) or chosen_by_name(cells, lab)
    if not reasons:
        names = " or ".join(f"`{name}`" for name in lab.defines)
        raise UnreadError(
            f"No cell of this notebook is marked for this lab, and none defines {names}. "
            f"Tag the cells you mean with `gradus`, or begin them with the line `# gradus`, and drop it again."
        )
    taken = [cell for cell in cells if cell.number in reasons]
    source = "\n\n".join(cell.text.strip("\n") + "\n" for cell in taken)
    bound = {name for cell in taken for name in names_bound(cell)}
    needed = {name for cell in taken for name in names_read(cell)} - bound
    homes = {name: cell.number for cell in cells for name in names_bound(cell)}
    left_behind = sorted((name, homes[name]) for name in needed if name in homes)
    return Taken(source, lines_of(cells, reasons), [name for name in lab.defines if name not in bound], left_behind)


def opened(content: bytes) -> dict[str, Any]:
    if len(content) > LARGEST_BYTES:
        raise UnreadError(too_large(len(content)))
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadError("This is no notebook: it holds something else than UTF-8 text.") from None
    except (ValueError, RecursionError):
        raise UnreadError("This is no notebook, or a damaged one: it is not JSON. Save it again and drop it.") from None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells", notebook.get("worksheets")), list):
        raise UnreadError("This JSON is no notebook: it has no cells.")
    return notebook


def too_large(size: int) -> str:
    """The sentence for a notebook of `size` bytes."""
    most = LARGEST_BYTES // 2**20
    return f"This file has {size / 2**20:.1f} MB; up to {most} MB are read. Clear the notebook's outputs and try again."


def code_cells(notebook: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each code cell with its place among all cells, from 1; raises `UnreadError` for what is too much or no Python."""
    language = str(within(within(notebook, "metadata"), "kernelspec").get("language", "python"))
    if not language.lower().startswith(("python", "ipython")):
        raise UnreadError(f"This notebook is written in {language[:40]}; a lab takes Python.")
    cells = all_cells(notebook)
    if len(cells) > MOST_CELLS:
        raise UnreadError(f"This notebook has {len(cells)} cells; up to {MOST_CELLS} are read.")
    code = [(n, c) for n, c in enumerate(cells, start=1) if isinstance(c, dict) and c.get("cell_type") == "code"]
    if sum(len(text_of(cell)) for _, cell in code) > MOST_CODE:
        raise UnreadError(f"This notebook holds more than {MOST_CODE // 1024} KB of code, more than is read.")
    yield from code


def all_cells(notebook: dict[str, Any]) -> list[Any]:
    """Format 4 has its cells at the top, format 3 in worksheets."""
    if "cells" in notebook:
        return list(notebook["cells"])
    sheets = [sheet for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
    return [cell for sheet in sheets if isinstance(sheet.get("cells"), list) for cell in sheet["cells"]]


def within(outer: dict[str, Any], name: str) -> dict[str, Any]:
    inner = outer.get(name)
    return inner if isinstance(inner, dict) else {}


def prepared(number: int, cell: dict[str, Any]) -> Cell:
    text = text_of(cell)
    made = Cell(number, text, marks_of(cell, text))
    magic = CELL_MAGIC.match(text)
    if magic and magic[1].lower() not in RUNS_PYTHON:
        made.other_language = magic[0].strip()
    else:
        made.text, made.magics, made.tree = without_magics(text)
    return made


def text_of(cell: dict[str, Any]) -> str:
    """A cell's text, which is a string or a list of its lines."""
    source = cell.get("source", cell.get("input", ""))
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def marks_of(cell: dict[str, Any], text: str) -> set[str]:
    """The labs that tags and the first line name, "" for a mark that names none."""
    tags = within(cell, "metadata").get("tags", ())
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    found = [TAG.fullmatch(tag.strip()) for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    return {(match["lab"] or "").lower() for match in [*found, MARK.fullmatch(first)] if match}


def without_magics(text: str) -> tuple[str, int, ast.Module | None]:
    """The text as plain Python, how many lines were left out, and its tree where it parses.

    What parses as it stands is left alone: a line may begin with % inside a string.
    """
    if tree := tree_of(text):
        return text, 0, tree
    kept, left_out = [], 0
    for line in text.splitlines():
        if MAGIC_LINE.match(line):
            left_out += 1
            if indent := line[: len(line) - len(line.lstrip())]:
                kept.append(f"{indent}pass")  # or its block might be empty
        else:
            kept.append(line)
    plain = "\n".join(kept) + "\n"
    return plain, left_out, tree_of(plain)


def tree_of(text: str) -> ast.Module | None:
    try:
        return parsed(text)
    except UNREADABLE:
        return None


def chosen_by_mark(cells: Iterable[Cell], lab: Lab) -> dict[int, str]:
    """Why each cell is taken, by its number: it is marked for this lab, or for any."""
    reasons = {}
    for cell in cells:
        if cell.marks & {"", lab.slug} and not cell.other_language:
            reasons[cell.number] = "marked" if cell.tree else "marked, though it does not parse"
    return reasons


def chosen_by_name(cells: list[Cell], lab: Lab) -> dict[int, str]:
    """Why each cell is taken, by its number: it defines a name that is asked for, or one that a taken cell needs.

    A notebook defines a name again and again: the last definition is the one meant, and what it needs is looked for
    above it first.
    """
    usable = [cell for cell in cells if cell.tree is not None and not cell.marks]
    homes: dict[str, list[Cell]] = {}
    for cell in usable:
        for name in names_bound(cell):
            homes.setdefault(name, []).append(cell)
    reasons: dict[int, str] = {}
    waiting = [(homes[name][-1], f"defines `{name}`") for name in lab.defines if name in homes]
    while waiting:
        cell, reason = waiting.pop(0)
        if cell.number not in reasons:
            reasons[cell.number] = reason
            waiting += [(home, f"`{name}` is needed") for name, home in homes_of_needed(cell, homes)]
    if reasons:
        stars = (cell for cell in usable if "*" in names_bound(cell))
        reasons = {cell.number: "imports all of a module" for cell in stars} | reasons
    return reasons


def homes_of_needed(cell: Cell, homes: dict[str, list[Cell]]) -> Iterator[tuple[str, Cell]]:
    """The names that a cell needs from others, each with the cell that defines it: the nearest above, else the last."""
    own = names_bound(cell) - names_carried_on(cell)
    for name in sorted(names_read(cell) - own):
        above = [home for home in homes.get(name, ()) if home.number < cell.number]
        if above:
            yield name, above[-1]
        elif name in homes and name not in names_bound(cell):
            yield name, homes[name][-1]


def names_bound(cell: Cell) -> set[str]:
    """The names that a cell defines at its top: functions, classes, assignments, imports ("*" for all of a module)."""
    names: set[str] = set()
    for node in cell.tree.body if cell.tree else ():
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names.add(node.name)
            case ast.Import() | ast.ImportFrom():
                names |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
            case _:
                names |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return names


def names_carried_on(cell: Cell) -> set[str]:
    """Names that a cell makes anew out of what they were: `f = jit(f)`, `total += 1`."""
    names: set[str] = set()
    for node in cell.tree.body if cell.tree else ():
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
        elif isinstance(node, ast.Assign):
            targets = {t.id for t in node.targets if isinstance(t, ast.Name)}
            names |= targets & {n.id for n in ast.walk(node.value) if isinstance(n, ast.Name)}
    return names


def names_read(cell: Cell) -> set[str]:
    """The names that a cell takes from the notebook; parameters and local names are its own."""
    try:
        return globals_read(cell.text) - BUILT_IN if cell.tree else set()
    except UNREADABLE:  # it parses and still is no Python, as with one name for two parameters
        return set()


def lines_of(cells: list[Cell], reasons: dict[int, str]) -> list[Line]:
    by_mark = any(why.startswith("marked") for why in reasons.values())
    return [Line(c.number, c.first_line, c.number in reasons, why(c, reasons.get(c.number), by_mark)) for c in cells]


def why(cell: Cell, reason: str | None, by_mark: bool) -> str:
    if reason:
        lines = f"{cell.magics} line{'s' if cell.magics > 1 else ''} of magics left out"
        return f"{reason}; {lines}" if cell.magics else reason
    if cell.other_language:
        return f"not Python: {cell.other_language}"
    if cell.marks:
        return f"marked for {', '.join(sorted(cell.marks))}"
    if by_mark:
        return "not marked"
    if not cell.text.strip():
        return "empty"
    return "not needed" if cell.tree else "does not parse as Python"
