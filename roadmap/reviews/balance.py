"""Which day a review falls on: the one with the least to do, among the days that FSRS holds for equal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from roadmap.reviews.memory import fuzz

ONE_DAY = timedelta(days=1)


def lightest_day(reviewed: date, interval: int, load: Mapping[date, int], resting: Collection[date] = ()) -> date:
    """The day for a review `interval` days after `reviewed`: no rest day where it can be helped, then the least
    loaded, then the nearest to the interval."""
    fewest, most = fuzz(interval)

    def burden(days: int) -> tuple[bool, int, int, int]:
        day = reviewed + days * ONE_DAY
        return day in resting, load.get(day, 0), abs(days - interval), days

    return reviewed + min(range(fewest, most + 1), key=burden) * ONE_DAY


def free_days(
    tomorrow: date, load: Mapping[date, int], most_a_day: int, resting: Collection[date] = ()
) -> Iterator[date]:
    """A day for each review to be put off, earliest first: every working day until it holds `most_a_day`."""
    day = tomorrow
    while True:
        if day not in resting:
            for _ in range(most_a_day - load.get(day, 0)):
                yield day
        day += ONE_DAY
