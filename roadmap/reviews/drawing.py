"""The month to come as bars, drawn by the server: no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.reviews.queue import Planned

BAR, GAP, HEIGHT = 10, 2, 60


@dataclass(frozen=True)
class Bar:
    """One day's bar in the drawing's own units; `over` where it holds more than a day should."""

    planned: Planned
    x: int
    y: float
    height: float
    over: bool


@dataclass(frozen=True)
class Bars:
    days: Sequence[Planned]
    most_a_day: int

    @property
    def most(self) -> int:
        """The top of the scale: the fullest day, and never less than a day's share."""
        return max([self.most_a_day, *(day.reviews for day in self.days)])

    @property
    def total(self) -> int:
        return sum(day.reviews for day in self.days)

    @property
    def busy(self) -> list[Planned]:
        """The days on which something stands."""
        return [day for day in self.days if day.reviews]

    @property
    def width(self) -> int:
        return len(self.days) * (BAR + GAP)

    @property
    def height(self) -> int:
        return HEIGHT

    @property
    def cap(self) -> float:
        """Where the line of a day's share lies."""
        return round(HEIGHT * (1 - self.most_a_day / self.most), 2)

    @property
    def bars(self) -> list[Bar]:
        tall = [round(HEIGHT * day.reviews / self.most, 2) for day in self.days]
        return [
            Bar(day, number * (BAR + GAP), round(HEIGHT - height, 2), height, day.reviews > self.most_a_day)
            for number, (day, height) in enumerate(zip(self.days, tall, strict=True))
        ]
