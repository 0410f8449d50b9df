"""When it will be done at the present pace, and how sure that is.

The pace is what was proven in each of the latest weeks, weeks of nothing included. It is resampled (a bootstrap):
each of TRIALS possible futures first draws as many weeks from those as there are, which says how differently the
same learner might have worked, and then draws week after week from its own sample until nothing is open. The dates
told are those before which a tenth, a half and nine tenths of the futures were done. Nothing is assumed of how the
weeks are distributed; that they will be like the latest ones is assumed, and said.

With fewer than FEWEST_WEEKS weeks or FEWEST_PROVEN proofs there is no range worth telling, and none is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

ONE_WEEK: Final = timedelta(days=7)
MOST_WEEKS: Final = 12
FEWEST_WEEKS: Final = 3
FEWEST_PROVEN: Final = 5
TRIALS: Final = 1000
HORIZON_WEEKS: Final = 260
QUANTILES: Final = (0.1, 0.5, 0.9)
# The same numbers give the same dates, however often the page is looked at.
SEED: Final = 1943


@dataclass(frozen=True)
class Range:
    """Dates by which a tenth, a half and nine tenths of the futures are done; None: not within the horizon."""

    early: date | None
    likely: date | None
    late: date | None


@dataclass(frozen=True)
class Pace:
    """What was proven in each of the latest whole weeks before and including today, the earliest first."""

    weeks: tuple[int, ...]
    today: date

    @classmethod
    def of(cls, proven: Iterable[date], today: date) -> Pace:
        """From the days of proofs; the weeks begin with that of the first, and are MOST_WEEKS at most."""
        days = [day for day in proven if day <= today]
        if not days:
            return cls((), today)
        number = min(MOST_WEEKS, (today - min(days)).days // 7 + 1)
        counts = [0] * number
        for day in days:
            back = (today - day).days // 7
            if back < number:
                counts[number - 1 - back] += 1
        return cls(tuple(counts), today)

    @property
    def a_week(self) -> float:
        return sum(self.weeks) / len(self.weeks) if self.weeks else 0.0

    @property
    def too_little(self) -> str:
        """Why there is no forecast; empty where there is one."""
        if sum(self.weeks) < FEWEST_PROVEN:
            latest = f" in the latest {len(self.weeks)} weeks" if len(self.weeks) == MOST_WEEKS else ""
            return f"A forecast needs {FEWEST_PROVEN} topics proven; there are {sum(self.weeks)}{latest}."
        if len(self.weeks) < FEWEST_WEEKS:
            return f"A forecast needs {FEWEST_WEEKS} weeks of work; this is week {len(self.weeks)}."
        return ""

    @property
    def futures(self) -> NDArray[np.int64]:
        """Topics proven from now on, added up: one row a future, one column a week. [TRIALS, HORIZON_WEEKS]"""
        return futures_of(self.weeks)

    def done(self, still_open: int) -> Range:
        """When `still_open` topics are proven. The pace must not be `too_little`."""
        return _done(self, still_open)

    def _days_until(self, still_open: int) -> NDArray[np.float64]:
        """Days in each future until so many are proven; within a week, evenly. Infinite beyond the horizon."""
        if not still_open:
            return np.zeros(TRIALS)
        reached = self.futures >= still_open
        week = reached.argmax(axis=1)
        rows = np.arange(TRIALS)
        before = np.where(week > 0, self.futures[rows, week - 1], 0)
        share = (still_open - before) / np.maximum(self.futures[rows, week] - before, 1)
        return np.where(reached.any(axis=1), 7 * (week + share), np.inf)

    def _date(self, days: float) -> date | None:
        return self.today + timedelta(days=ceil(days)) if np.isfinite(days) else None

    def course(self, proven: int, still_open: int, weeks: int) -> list[tuple[date, float, float, float]]:
        """Week by week from today on: the day, and a tenth, a half, nine tenths of the futures have proven no more
        than so many. Never more than there are."""
        rows = [(self.today, float(proven), float(proven), float(proven))]
        for number, (low, middle, high) in enumerate(_shares(self, still_open, weeks), start=1):
            rows.append((self.today + number * ONE_WEEK, proven + low, proven + middle, proven + high))
        return rows


# What follows from a pace is kept for the day: a dashboard asks for it at every look.
KEPT: Final = 512


@lru_cache(maxsize=KEPT)
def _done(pace: Pace, still_open: int) -> Range:
    days = np.sort(pace._days_until(still_open))
    early, likely, late = (pace._date(days[ceil(share * TRIALS) - 1]) for share in QUANTILES)
    return Range(early, likely, late)


@lru_cache(maxsize=KEPT)
def _shares(pace: Pace, still_open: int, weeks: int) -> list[list[float]]:
    """For each week to come what QUANTILES of the futures have proven by then."""
    shares = np.quantile(np.minimum(pace.futures[:, :weeks], still_open), QUANTILES, axis=0)
    told: list[list[float]] = shares.T.tolist()
    return told


@lru_cache(maxsize=8)
def futures_of(weeks: tuple[int, ...]) -> NDArray[np.int64]:
    """`Pace.futures` of these weeks; kept, as a page and the chart on it ask for the same. Not to be written to."""
    generator = np.random.default_rng(SEED)
    seen = np.asarray(weeks, dtype=np.int64)
    samples = seen[generator.integers(len(seen), size=(TRIALS, len(seen)))]
    drawn = generator.integers(len(seen), size=(TRIALS, HORIZON_WEEKS))
    futures: NDArray[np.int64] = np.cumsum(np.take_along_axis(samples, drawn, axis=1), axis=1)
    futures.flags.writeable = False
    return futures


@dataclass(frozen=True)
class Outlook:
    """One line of the forecast: a phase or a roadmap, what is still open, and when it is done."""

    title: str
    still_open: int
    when: Range | None

    @property
    def is_done(self) -> bool:
        return not self.still_open


def outlooks(parts: Sequence[tuple[str, int]], pace: Pace, in_order: bool) -> list[Outlook]:
    """When each of `parts` (title, topics still open) is done. `in_order`: each waits for those before it."""
    lines, before = [], 0
    for title, still_open in parts:
        ahead = before + still_open
        told = not pace.too_little and still_open
        lines.append(Outlook(title, still_open, pace.done(ahead) if told else None))
        before = ahead if in_order else 0
    return lines
