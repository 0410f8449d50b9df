"""Reviews are spread over the days that FSRS holds for equal; a backlog over the days to come."""

from collections import Counter
from datetime import date, timedelta
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from roadmap.reviews.balance import free_days, lightest_day
from roadmap.reviews.memory import fuzz

DAY_ONE = date(2026, 3, 2)


def on(days: int) -> date:
    return DAY_ONE + timedelta(days=days)


def test_with_nothing_planned_a_review_falls_on_its_interval() -> None:
    assert lightest_day(DAY_ONE, 30, {}) == on(30)


def test_a_day_with_less_to_do_is_taken_within_the_fuzz() -> None:
    fewest, most = fuzz(30)
    load = {on(days): 1 for days in range(fewest, most + 1) if days != most}
    assert lightest_day(DAY_ONE, 30, load) == on(most)


def test_an_interval_of_one_day_is_not_moved() -> None:
    assert lightest_day(DAY_ONE, 1, {on(1): 50}) == on(1)


def test_a_rest_day_is_passed_over_even_where_it_is_the_lightest() -> None:
    assert lightest_day(DAY_ONE, 10, {on(9): 3, on(11): 3}, resting=[on(10)]) in (on(9), on(11), on(12), on(8))
    assert lightest_day(DAY_ONE, 10, {}, resting=[on(10)]) != on(10)


def test_a_review_falls_on_a_rest_day_rather_than_nowhere() -> None:
    assert lightest_day(DAY_ONE, 1, {}, resting=[on(1)]) == on(1)


@given(st.integers(3, 300), st.integers(1, 60))
def test_cards_of_one_interval_are_spread_evenly_over_its_fuzz(interval: int, cards: int) -> None:
    load: Counter[date] = Counter()
    for _ in range(cards):
        load[lightest_day(DAY_ONE, interval, load)] += 1
    fewest, most = fuzz(interval)
    assert set(load) <= {on(days) for days in range(fewest, most + 1)}
    assert max(load.values()) == -(-cards // (most - fewest + 1))


@given(st.dictionaries(st.integers(1, 10).map(on), st.integers(0, 9)), st.integers(1, 5), st.integers(1, 30))
def test_a_backlog_fills_no_day_beyond_the_cap(load: dict[date, int], most_a_day: int, cards: int) -> None:
    resting = {on(3), on(4)}
    days = list(islice(free_days(on(1), load, most_a_day, resting), cards))
    assert days == sorted(days)
    assert not resting & set(days)
    for day, added in Counter(days).items():
        assert load.get(day, 0) + added <= most_a_day
