"""When it will be done: a range from the latest weeks, or a sentence that there is too little to go by."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.progress.forecast import (
    FEWEST_PROVEN,
    HORIZON_WEEKS,
    MOST_WEEKS,
    Pace,
    outlooks,
)

TODAY = date(2026, 3, 10)
weeks = st.lists(st.integers(0, 6), min_size=3, max_size=MOST_WEEKS).filter(lambda found: sum(found) >= FEWEST_PROVEN)


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=number) for number in days]


def pace(*counts: int) -> Pace:
    return Pace(counts, TODAY)


def test_a_pace_counts_whole_weeks_up_to_today_the_empty_ones_too() -> None:
    assert Pace.of(ago(0, 6, 7, 22), TODAY).weeks == (1, 0, 1, 2)


def test_only_the_latest_weeks_say_how_fast_it_goes_now() -> None:
    found = Pace.of(ago(0, *range(200, 220)), TODAY)
    assert len(found.weeks) == MOST_WEEKS
    assert sum(found.weeks) == 1


def test_with_too_little_to_go_by_it_says_so_instead_of_guessing() -> None:
    assert "needs 5 topics proven; there are 0" in Pace.of([], TODAY).too_little
    assert "needs 5 topics proven; there are 4" in Pace.of(ago(1, 8, 15, 22), TODAY).too_little
    assert "this is week 1" in Pace.of(ago(*[0] * 9), TODAY).too_little
    assert "in the latest 12 weeks" in Pace.of(ago(1, *range(200, 220)), TODAY).too_little
    assert outlooks([("All", 9)], Pace.of([], TODAY), in_order=True)[0].when is None


def test_a_steady_pace_leaves_no_doubt_about_the_day() -> None:
    found = pace(2, 2, 2, 2).done(8)
    assert found.early == found.likely == found.late == TODAY + timedelta(days=28)


def test_an_uneven_pace_of_the_same_mean_leaves_doubt() -> None:
    found = pace(5, 3, 0, 0).done(8)
    assert found.early and found.late and found.early < found.late


def test_weeks_of_nothing_make_it_later() -> None:
    assert pace(3, 3, 3).done(30).likely < pace(3, 0, 3, 0, 3, 0).done(30).likely


def test_what_cannot_be_done_within_the_horizon_has_no_date() -> None:
    assert pace(1, 0, 0, 0, 4).done(100 * HORIZON_WEEKS).likely is None


def test_the_same_numbers_give_the_same_dates() -> None:
    assert pace(1, 4, 0, 2).done(40) == pace(1, 4, 0, 2).done(40)


@given(weeks, st.integers(1, 200))
def test_a_range_is_a_range_and_more_work_is_never_done_sooner(counts: list[int], still_open: int) -> None:
    found, more = pace(*counts).done(still_open), pace(*counts).done(still_open + 1)
    far = date.max
    for one, other in ((found.early, found.likely), (found.likely, found.late), (found.late, more.late)):
        assert TODAY < (one or far) <= (other or far)


@given(weeks)
def test_half_of_the_futures_are_about_where_the_mean_pace_leads(counts: list[int]) -> None:
    still_open = 60
    expected = 7 * still_open / (sum(counts) / len(counts))
    likely = pace(*counts).done(still_open).likely
    assert likely is None or 0.4 * expected <= (likely - TODAY).days <= 2.5 * expected


@given(weeks, st.integers(0, 50), st.integers(0, 50))
def test_the_course_begins_where_it_stands_never_falls_and_never_passes_all(
    counts: list[int], proven: int, still_open: int
) -> None:
    rows = pace(*counts).course(proven, still_open, 20)
    assert rows[0] == (TODAY, proven, proven, proven)
    for _, low, middle, high in rows:
        assert proven <= low <= middle <= high <= proven + still_open
    for column in (1, 2, 3):
        values = [row[column] for row in rows]
        assert values == sorted(values)


def test_phases_in_order_wait_for_those_before_them() -> None:
    first, empty, last = outlooks([("One", 4), ("Two", 0), ("Three", 4)], pace(2, 2, 2), in_order=True)
    assert empty.is_done and empty.when is None
    assert first.when and last.when
    assert (first.when.likely, last.when.likely) == (TODAY + timedelta(days=14), TODAY + timedelta(days=28))


@pytest.mark.parametrize("in_order", [True, False])
def test_roadmaps_side_by_side_do_not_wait(in_order: bool) -> None:
    *_, last = outlooks([("One", 4), ("Two", 4)], pace(2, 2, 2), in_order)
    assert last.when and last.when.likely == TODAY + timedelta(days=28 if in_order else 14)
