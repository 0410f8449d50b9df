"""Which evenings an invented learner studies, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from django.utils import timezone

DAYS: Final = 26 * 7
ONE_DAY: Final = timedelta(days=1)
SUNDAY: Final = 6
SATURDAY: Final = 5
# Days from the beginning: a holiday, and a fortnight in which something else was on.
AWAY: Final = range(61, 70)
BUSY: Final = range(118, 132)
EAGER: Final = range(DAYS - 9, DAYS)  # of late, no evening was missed


@dataclass(frozen=True)
class Evening:
    """A day on which there was time: from when, and how many minutes. `number` counts all days from the first."""

    number: int
    begins: datetime
    minutes: int

    @property
    def day(self) -> date:
        return self.begins.date()


def first_day(last: date) -> date:
    return last - (DAYS - 1) * ONE_DAY


def evenings(last: date, chance: Random) -> Iterator[Evening]:
    """The evenings of the half-year that ends with the day before `last`, so that none lies ahead of the clock."""
    for number in range(DAYS - 1):
        day = first_day(last) + number * ONE_DAY
        if number == 0 or chance.random() < likelihood(number, day):
            hour = 10 if day.weekday() == SATURDAY else 18
            begins = datetime.combine(day, time(hour, chance.randrange(60)))
            yield Evening(number, timezone.make_aware(begins), chance.randrange(40, 120))


def likelihood(number: int, day: date) -> float:
    """That a day is studied at all. Sundays are rest."""
    if day.weekday() == SUNDAY or number in AWAY:
        return 0.0
    if number in EAGER:
        return 1.0
    if number in BUSY:
        return 0.25
    return 0.55 if day.weekday() == SATURDAY else 0.75
