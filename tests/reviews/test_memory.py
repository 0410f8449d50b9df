"""FSRS over plain values: what a rating does to a memory, and when the next review is."""

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from roadmap.reviews.memory import FIRST_STABILITIES_DAYS, LONGEST_INTERVAL_DAYS, Memory, fuzz, recall, reviewed

DAY_ONE = datetime(2026, 3, 1, 12, tzinfo=UTC)
ratings = st.sampled_from(list(Rating))
retentions = st.sampled_from([0.7, 0.8, 0.9, 0.97])


def after(*steps: tuple[Rating, int], retention: float = 0.9) -> tuple[Memory, int]:
    """The memory after ratings, each so many days after the one before."""
    memory, interval, moment = None, 0, DAY_ONE
    for rating, days in steps:
        moment += timedelta(days=days)
        memory, interval = reviewed(memory, rating, moment, retention)
    assert memory
    return memory, interval


@pytest.mark.parametrize("rating", list(Rating))
def test_at_a_target_of_90_percent_the_first_interval_is_the_first_stability(rating: Rating) -> None:
    memory, interval = after((rating, 0))
    assert memory.stability == FIRST_STABILITIES_DAYS[rating - 1]
    assert interval == round(memory.stability)


def test_after_the_interval_the_recall_is_the_target() -> None:
    memory, interval = after((Rating.Good, 0), (Rating.Good, 7), (Rating.Good, 30))
    assert recall(memory, memory.reviewed + timedelta(days=interval)) == pytest.approx(0.9, abs=0.005)


def test_a_better_rating_brings_a_longer_interval() -> None:
    intervals = [after((Rating.Good, 0), (rating, 7))[1] for rating in Rating]
    assert intervals == sorted(set(intervals))


def test_a_higher_target_brings_the_review_sooner() -> None:
    assert after((Rating.Good, 0), retention=0.95)[1] < after((Rating.Good, 0), retention=0.9)[1]


def test_a_review_that_fails_leaves_less_than_there_was() -> None:
    assert after((Rating.Good, 0), (Rating.Again, 7))[0].stability < after((Rating.Good, 0))[0].stability


@given(st.lists(st.tuples(ratings, st.integers(1, 400)), min_size=1, max_size=12), retentions)
def test_the_package_itself_comes_to_the_same_memory(steps: list[tuple[Rating, int]], retention: float) -> None:
    from roadmap.reviews.memory import as_card, scheduler

    theirs: Scheduler = scheduler(retention)
    card, moment = as_card(None), DAY_ONE
    for rating, days in steps:
        moment += timedelta(days=days)
        card, _ = theirs.review_card(card, rating, moment)
    memory, interval = after(*steps, retention=retention)
    assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
    assert interval == (card.due - moment).days
    assert 1 <= interval <= LONGEST_INTERVAL_DAYS


@given(st.integers(1, LONGEST_INTERVAL_DAYS))
def test_the_package_would_choose_a_day_within_the_same_fuzz(interval: int) -> None:
    theirs = Scheduler(maximum_interval=LONGEST_INTERVAL_DAYS)
    fewest, most = fuzz(interval)
    assert fewest <= interval <= most
    for _ in range(5):
        chosen = theirs._get_fuzzed_interval(interval=timedelta(days=interval)).days
        assert fewest <= chosen <= most + 1  # its own draw may round one day beyond
