"""What every chart of the dashboard is: a question, its answer in a sentence, a drawing, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Cell = str | int | float


@dataclass(frozen=True)
class Row:
    """One line of a chart's table. `day` where it stands for a day; `name` is what it is called."""

    name: str
    cells: tuple[Cell, ...]
    day: date | None = None

    @classmethod
    def of(cls, day: date, *cells: Cell) -> Row:
        return cls(f"{day:%-d %b %Y}", cells, day)

    @property
    def heading(self) -> str:
        """As HTML."""
        if self.day is None:
            return f'<th scope="row">{escape(self.name)}</th>'
        return f'<th scope="row"><time datetime="{self.day.isoformat()}">{self.name}</time></th>'


@dataclass(frozen=True)
class FirstStep:
    """What a chart says while it has nothing to show, and what to do first: a link by the name of its route."""

    title: str
    text: str = ""
    route: str = ""
    action: str = ""


@dataclass(frozen=True)
class Chart:
    """`drawing` is what static/charts.js draws and the chart's own address answers; its numbers are those of `rows`.

    `columns` names the columns of the table, that of the rows' names first. `caption` says what a number means.
    """

    key: str
    question: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    drawing: dict[str, Any]
    nothing: FirstStep
    answer: str = ""
    caption: str = ""
    # How many of the columns after the first hold words, not numbers; they come first.
    words: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @property
    def route(self) -> str:
        """The name of the address that answers the drawing."""
        return f"chart-{self.key}"

    @property
    def headings(self) -> list[tuple[str, bool]]:
        """The name of each column, and whether it holds numbers."""
        return [(name, place > self.words) for place, name in enumerate(self.columns)]

    @property
    def body(self) -> SafeString:
        """The rows as HTML. Two years of days are 3,500 cells: as a template they take longer than the database."""
        opened = ['<td class="number">' if is_number else "<td>" for _, is_number in self.headings[1:]]
        return mark_safe("".join(f"<tr>{row.heading}{_cells(opened, row)}</tr>" for row in self.rows))


def _cells(opened: list[str], row: Row) -> str:
    pairs = zip(opened, row.cells, strict=True)
    return "".join(f"{tag}{escape(cell) if isinstance(cell, str) else cell}</td>" for tag, cell in pairs)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 lab`, `2 labs`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
