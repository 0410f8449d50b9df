"""How long a proof is remembered: FSRS, day by day, over plain values. Knows no database.

The scheduler is that of the `fsrs` package, without its steps of minutes: a review is a piece of work, done once on
a day. Its parameters are the package's, but for the stability after the first rating. Those were fitted to flash
cards, which take seconds; a lab takes an hour of one's own work and the explanation of a topic takes a page, so what
they leave behind lasts longer from the start. Every later interval follows from the learner's own reviews.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from fsrs import Card, Rating, Scheduler, State
from fsrs.scheduler import DEFAULT_PARAMETERS, FUZZ_RANGES

RETENTION: Final = 0.9
# Days until recall falls to 90 %, after the first rating: Again, Hard, Good, Easy.
FIRST_STABILITIES_DAYS: Final = (1.0, 3.0, 7.0, 15.0)
# No proof goes longer than this without being looked at.
LONGEST_INTERVAL_DAYS: Final = 365
UNFUZZED_BELOW_DAYS: Final = 2.5
SHORTEST_FUZZED_DAYS: Final = 2


@dataclass(frozen=True)
class Memory:
    """What FSRS knows of one card after its latest review: stability in days, difficulty from 1 to 10."""

    stability: float
    difficulty: float
    reviewed: datetime


@lru_cache(maxsize=64)
def scheduler(retention: float) -> Scheduler:
    """A scheduler whose intervals end when recall has fallen to `retention` (0 to 1)."""
    return Scheduler(
        parameters=(*FIRST_STABILITIES_DAYS, *DEFAULT_PARAMETERS[4:]),
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_INTERVAL_DAYS,
        enable_fuzzing=False,
    )


def reviewed(before: Memory | None, rating: Rating, at: datetime, retention: float) -> tuple[Memory, int]:
    """The memory after a review rated `rating`, and the days until the next one; None: it is the first."""
    moment = at.astimezone(UTC)
    after, _ = scheduler(retention).review_card(as_card(before), rating, moment)
    assert after.stability is not None
    assert after.difficulty is not None
    return Memory(after.stability, after.difficulty, at), (after.due - moment).days


def recall(memory: Memory, now: datetime) -> float:
    """The predicted chance, from 0 to 1, that it could be done again now. Whole days count."""
    return scheduler(RETENTION).get_card_retrievability(as_card(memory), now.astimezone(UTC))


def as_card(memory: Memory | None) -> Card:
    """The card as the package takes it; its number and its day are kept by us."""
    if memory is None:
        return Card(card_id=0)
    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_review=memory.reviewed.astimezone(UTC),
    )


def fuzz(interval: int) -> tuple[int, int]:
    """The fewest and the most days that FSRS lets stand for `interval`: where a day may be chosen for its load."""
    if interval < UNFUZZED_BELOW_DAYS:
        return interval, interval
    delta = 1.0 + sum(
        part["factor"] * max(min(float(interval), part["end"]) - part["start"], 0.0) for part in FUZZ_RANGES
    )
    most = min(round(interval + delta), LONGEST_INTERVAL_DAYS)
    return min(max(SHORTEST_FUZZED_DAYS, round(interval - delta)), most), most
