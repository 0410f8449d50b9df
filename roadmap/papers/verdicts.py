"""Was a claim reproduced? Computed from the values by seed; nobody types a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf, isfinite, sqrt
from statistics import fmean, stdev

from scipy.special import stdtrit

CONFIDENCE = 0.95
SEEDS_NEEDED = 3
# Decimal edges such as 0.8 - 0.1 have no exact float: a mean this close to an edge, relatively, is on it.
ROUNDING = 1e-9


class Verdict(StrEnum):
    REPRODUCED = "reproduced"
    PARTLY = "partly"
    NOT = "not"
    OPEN = "open"

    @property
    def label(self) -> str:
        return {"partly": "partly reproduced", "not": "not reproduced"}.get(self.value, self.value)


class Direction(StrEnum):
    """What the paper's value asks for: that much, that much or more, that much or less."""

    EQUAL = "equal"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True)
class Band:
    """The values that count as the reported one, both ends included."""

    low: float
    high: float

    @classmethod
    def around(cls, reported: float, tolerance: float, direction: Direction) -> Band:
        """`tolerance` is absolute and in the unit of `reported`. Doing better than the paper is no failure."""
        slack = tolerance + ROUNDING * max(abs(reported), tolerance)
        low = -inf if direction == Direction.LOWER else reported - slack
        high = inf if direction == Direction.HIGHER else reported + slack
        return cls(low, high)

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def touches(self, low: float, high: float) -> bool:
        return low <= self.high and high >= self.low


@dataclass(frozen=True)
class Result:
    """What the runs of one claim amount to. `half_width` is that of the interval, None for fewer than two seeds."""

    seeds: int
    mean: float | None
    half_width: float | None
    verdict: Verdict

    @property
    def low(self) -> float | None:
        return None if self.mean is None or self.half_width is None else self.mean - self.half_width

    @property
    def high(self) -> float | None:
        return None if self.mean is None or self.half_width is None else self.mean + self.half_width


def half_width(values: Sequence[float]) -> float | None:
    """Half of the 95 % confidence interval of the mean, by Student's t: t(0.975, n - 1) * s / sqrt(n).

    With few seeds the normal distribution would promise too much: for three seeds t is 4.30, not 1.96.
    None for fewer than two values: one seed says nothing about the spread.
    """
    return half_width_of(len(values), stdev(values)) if len(values) > 1 else None


def half_width_of(seeds: int, spread: float) -> float | None:
    """As `half_width`, of `seeds` values whose standard deviation (n - 1) is `spread`."""
    if seeds < 2:
        return None
    return float(stdtrit(seeds - 1, (1 + CONFIDENCE) / 2)) * spread / sqrt(seeds)


def judged(values: Sequence[float], band: Band) -> Result:
    """The verdict on a claim, from its finite values, one a seed.

    - *open*: there are fewer than three seeds, whatever they gave.
    - *reproduced*: the mean lies in the band (the reported value give or take the tolerance; only the worse side
      counts where higher or lower is better).
    - *partly*: the mean lies outside but its 95 % interval reaches the band, so that more seeds could bring either
      answer.
    - *not*: the interval misses the band.

    Raises ValueError for a value that is not finite: a run that diverged is a deviation to write down, not a number.
    """
    if not values:
        return Result(0, None, None, Verdict.OPEN)
    if not all(isfinite(value) for value in values):
        raise ValueError("A value is not a finite number.")
    return summed_up(len(values), fmean(values), half_width(values), band)


def summed_up(seeds: int, mean: float, half: float | None, band: Band) -> Result:
    """As `judged`, of one or more values whose mean and half width are known."""
    return Result(seeds, mean, half, _verdict(seeds, mean, half or 0.0, band))


def _verdict(seeds: int, mean: float, half: float, band: Band) -> Verdict:
    if seeds < SEEDS_NEEDED:
        return Verdict.OPEN
    if mean in band:
        return Verdict.REPRODUCED
    return Verdict.PARTLY if band.touches(mean - half, mean + half) else Verdict.NOT


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict on a reproduction, from those on its claims.

    *Reproduced* when every claim is; *not* when every claim was tried and none came near; *open* while nothing came
    near and something is still to be tried, or there are no claims; *partly* in between.
    """
    found = set(verdicts)
    if found == {Verdict.REPRODUCED}:
        return Verdict.REPRODUCED
    if found & {Verdict.REPRODUCED, Verdict.PARTLY}:
        return Verdict.PARTLY
    return Verdict.NOT if found == {Verdict.NOT} else Verdict.OPEN
