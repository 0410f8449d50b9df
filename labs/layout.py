"""Where the labs of one region stand on its grid, so that what builds on something stands to the right of it.

A lab's column is the longest way to it from a lab that builds on nothing in the region. Labs that neither build on
others nor open any fill the cells to the right of the trees, then rows below them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from labs.catalogue import catalogue
from runner.lab import Lab

FEWEST_COLUMNS, MOST_COLUMNS = 4, 6
SMALL = 4  # so many labs in at most two columns fit a region of half the width

KEPT = 1024  # drawings: one for each region and choice of labs in it
LANES = (0, -0.014, 0.014, -0.026, 0.026)  # from the middle of a gap, in widths of a cell

Parents = dict[str, list[str]]
Cell = tuple[int, int]  # column and row, counted from 0


@dataclass
class Grid:
    """The cells of one region's labs by slug, and how many columns and rows there are."""

    columns: int
    cells: dict[str, Cell] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return 1 + max((row for _, row in self.cells.values()), default=-1)

    @property
    def is_small(self) -> bool:
        return self.columns == 2

    def in_rows(self, labs: Iterable[Lab]) -> list[Lab]:
        """The labs as one reads the grid: row after row, each from the left."""
        return sorted(labs, key=lambda lab: self.cells[lab.slug][::-1])


def laid_out(labs: Iterable[Lab]) -> Grid:
    """A grid for the labs of one region, given in the order of learning."""
    by_slug = {lab.slug: lab for lab in labs}
    parents = {slug: [one for one in lab.prerequisites if one in by_slug] for slug, lab in by_slug.items()}
    depths: dict[str, int] = {}
    for slug in by_slug:  # what it builds on comes before it, unless labs build on one another in a circle
        depths[slug] = max((depths[one] + 1 for one in parents[slug] if one in depths), default=0)
    widest = 1 + max(depths.values(), default=0)
    small = len(by_slug) <= SMALL and widest <= 2
    grid = Grid(2 if small else min(max(widest, FEWEST_COLUMNS), MOST_COLUMNS))
    linked = {one for slug, ones in parents.items() for one in [*ones, *([slug] if ones else [])]}
    _place_trees(grid, parents, depths, [slug for slug in by_slug if slug in linked])
    _fill(grid, [slug for slug in by_slug if slug not in linked])
    return grid


def _place_trees(grid: Grid, parents: Parents, depths: dict[str, int], linked: list[str]) -> None:
    """Each tree as high up as its cells are free, those next to one another on which the same lab builds."""

    def is_kin(slug: str) -> bool:
        return any(slug in ones and grid.cells.keys() & ones for ones in parents.values())

    waiting = [slug for slug in linked if depths[slug] == 0]
    waiting += [slug for slug in linked if depths[slug]]  # reached from one of those, but for a circle of labs
    while waiting:
        root = next(filter(is_kin, waiting), waiting[0]) if depths[waiting[0]] == 0 else waiting[0]
        tree = _tree(root, grid, parents, depths, linked)
        taken = set(grid.cells.values())
        down = next(n for n in count() if not any((column, row + n) in taken for column, row in tree.values()))
        grid.cells |= {slug: (column, row + down) for slug, (column, row) in tree.items()}
        waiting = [slug for slug in waiting if slug not in grid.cells]


def _tree(root: str, grid: Grid, parents: Parents, depths: dict[str, int], linked: list[str]) -> dict[str, Cell]:
    """A lab and what it opens, down and to the right of it; what waits for a lab not placed yet is left to that one."""
    tree: dict[str, Cell] = {}

    def place(slug: str, row: int) -> None:
        column = min(depths[slug], grid.columns - 1)
        while (column, row) in tree.values():
            row += 1
        tree[slug] = column, row
        for child in linked:
            known = tree.keys() | grid.cells.keys()
            if slug in parents[child] and child not in known and known.issuperset(parents[child]):
                place(child, max(tree[one][1] for one in parents[child] if one in tree))

    place(root, 0)
    return tree


def _fill(grid: Grid, slugs: list[str]) -> None:
    free = _free_cells(grid)
    for slug in slugs:
        grid.cells[slug] = next(free)


def _free_cells(grid: Grid) -> Iterator[Cell]:
    """Cells that no line leads to, row after row without end: right of the trees, and left of where a line comes in."""
    in_rows: dict[int, list[int]] = {}
    for column, row in grid.cells.values():
        in_rows.setdefault(row, []).append(column)
    for row in count():
        taken = in_rows.get(row, [grid.columns + 1])
        free = [column for column in range(grid.columns) if column < min(taken) - 1 or column > max(taken)]
        yield from ((column, row) for column in free)


@dataclass(frozen=True)
class Line:
    """From a lab to one that builds on it, drawn through the gaps between cells; `way` is an SVG path in cells."""

    before: str
    after: str
    way: str


@dataclass(frozen=True)
class Drawing:
    """A region's grid, its labs as one reads it, and the lines between them as SVG (empty where there are none)."""

    grid: Grid
    order: tuple[str, ...]
    svg: SafeString


@lru_cache(KEPT)
def drawing(folder: Path, slugs: tuple[str, ...]) -> Drawing:
    """How these labs of one region are drawn, given in the order of learning; `folder` is the catalogue's."""
    labs = [catalogue()[slug] for slug in slugs]
    grid = laid_out(labs)
    return Drawing(grid, tuple(lab.slug for lab in grid.in_rows(labs)), _svg(grid, lines(grid, labs)))


def _svg(grid: Grid, drawn: Iterable[Line]) -> SafeString:
    paths = format_html_join(
        "",
        '<path d="{}" data-before="{}" data-after="{}"/>',
        ((line.way, line.before, line.after) for line in drawn),
    )
    if not paths:
        return paths
    return format_html(
        '<svg class="lab-lines" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        grid.columns,
        grid.rows,
        paths,
    )


def lines(grid: Grid, labs: Iterable[Lab]) -> list[Line]:
    """Lines side by side where they would run into one another: each lab's own lane in the gap to its right."""
    cells = grid.cells
    pairs = [(one, lab.slug) for lab in labs for one in lab.prerequisites if one in cells]
    lanes = _lanes(cells, pairs)
    return [Line(one, slug, _way(cells[one], cells[slug], lanes.get(one, 0))) for one, slug in pairs]


def _lanes(cells: dict[str, Cell], pairs: list[tuple[str, str]]) -> dict[str, int]:
    """For each lab with lines up or down a gap the first lane that no other uses on these rows."""
    reach: dict[str, list[int]] = {}
    for one, slug in pairs:
        if cells[one][1] != cells[slug][1]:
            reach.setdefault(one, [cells[one][1]]).append(cells[slug][1])
    used: dict[tuple[int, int], set[int]] = {}
    lanes: dict[str, int] = {}
    for one, rows in reach.items():
        way = [(cells[one][0], row) for row in range(min(rows), max(rows) + 1)]
        lanes[one] = next(lane for lane in count() if all(lane not in used.get(cell, ()) for cell in way))
        for cell in way:
            used.setdefault(cell, set()).add(lanes[one])
    return lanes


def _way(begin: Cell, end: Cell, lane: int) -> str:
    """Out to the right, along the gap, in from the left; one that skips a column goes below the row it leaves."""
    (column, row), (to_column, to_row) = begin, end
    start, finish = f"M{column + 0.5} {row + 0.5}", f"V{to_row + 0.5}H{to_column + 0.5}"
    aside = LANES[lane % len(LANES)]
    if to_column <= column:
        return start + finish
    if to_column == column + 1:
        return f"{start}H{to_column + aside:g}{finish}"
    return f"{start}H{column + 1 + aside:g}V{row + 1}H{to_column + aside:g}{finish}"
