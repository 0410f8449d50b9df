"""A verdict follows from the values by seed and from nothing else."""

from math import inf, nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from roadmap.papers.verdicts import Band, Direction, Verdict, half_width, judged, together

EQUAL, HIGHER, LOWER = Direction.EQUAL, Direction.HIGHER, Direction.LOWER
values = st.floats(-1e6, 1e6)
tolerances = st.floats(0, 1e5)
directions = st.sampled_from(Direction)


def verdict(runs, reported=76.0, tolerance=0.5, direction=EQUAL):
    return judged(runs, Band.around(reported, tolerance, direction)).verdict


def test_without_a_run_a_claim_is_open():
    assert verdict([]) is Verdict.OPEN


def test_three_seeds_whose_mean_is_within_the_tolerance_reproduce_the_claim():
    assert verdict([75.4, 76.1, 76.3]) is Verdict.REPRODUCED


@pytest.mark.parametrize("runs", [[76.0], [75.9, 76.1], [1.0], [1.0, 1.1]])
def test_fewer_than_three_seeds_leave_a_claim_open_whatever_they_gave(runs):
    assert verdict(runs) is Verdict.OPEN


def test_a_mean_outside_whose_interval_reaches_the_tolerance_is_partly():
    assert verdict([74.6, 75.2, 75.8]) is Verdict.PARTLY


def test_an_interval_that_misses_the_tolerance_is_not():
    assert verdict([70.0, 70.1, 70.2]) is Verdict.NOT


@pytest.mark.parametrize(
    ("direction", "better", "worse"),
    [(HIGHER, [90.0, 91.0, 92.0], [60.0, 60.1, 60.2]), (LOWER, [1.0, 1.1, 1.2], [99.0, 99.1, 99.2])],
)
def test_doing_better_than_the_paper_is_reproduced_and_worse_is_not(direction, better, worse):
    assert verdict(better, direction=direction) is Verdict.REPRODUCED
    assert verdict(worse, direction=direction) is Verdict.NOT


def test_doing_better_where_the_value_should_be_equal_is_not():
    assert verdict([90.0, 90.1, 90.2], direction=EQUAL) is Verdict.NOT


@pytest.mark.parametrize(("reported", "tolerance", "edge"), [(0.8, 0.1, 0.7), (76.2, 0.1, 76.3), (0.3, 0.1, 0.2)])
def test_the_edge_of_the_tolerance_belongs_to_it_in_decimals_too(reported, tolerance, edge):
    assert verdict([edge] * 3, reported, tolerance) is Verdict.REPRODUCED


def test_a_tolerance_of_zero_asks_for_the_value_itself():
    assert verdict([0.5] * 3, 0.5, 0.0) is Verdict.REPRODUCED
    assert verdict([0.5001] * 3, 0.5, 0.0) is Verdict.NOT


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_a_value_that_is_not_finite_is_refused(value):
    with pytest.raises(ValueError, match="not a finite number"):
        verdict([76.0, value])


def test_the_interval_is_students():
    runs = [1.0, 2.0, 4.0, 8.0]
    low, high = stats.t.interval(0.95, df=3, loc=3.75, scale=stats.sem(runs))
    result = judged(runs, Band.around(3.75, 0, EQUAL))
    assert (result.low, result.high) == (pytest.approx(low), pytest.approx(high))


def test_one_seed_has_no_interval():
    assert half_width([1.0]) is None


@given(st.lists(values, min_size=1, max_size=8), values, tolerances, directions)
def test_reproduced_needs_three_seeds_and_a_mean_within_the_tolerance(runs, reported, tolerance, direction):
    band = Band.around(reported, tolerance, direction)
    result = judged(runs, band)
    assert (result.verdict is Verdict.REPRODUCED) == (len(runs) >= 3 and result.mean in band)


@given(st.lists(values, min_size=1, max_size=8), values, tolerances, directions, st.randoms())
def test_the_order_of_the_runs_does_not_matter(runs, reported, tolerance, direction, random):
    shuffled = random.sample(runs, len(runs))
    assert verdict(runs, reported, tolerance, direction) is verdict(shuffled, reported, tolerance, direction)


ORDER = [Verdict.NOT, Verdict.PARTLY, Verdict.REPRODUCED]


@given(st.lists(values, min_size=3, max_size=8), values, tolerances, tolerances, directions)
def test_a_wider_tolerance_never_worsens_the_verdict(runs, reported, tolerance, more, direction):
    narrow = verdict(runs, reported, tolerance, direction)
    wide = verdict(runs, reported, tolerance + more, direction)
    assert ORDER.index(wide) >= ORDER.index(narrow)


@given(st.lists(values, min_size=1, max_size=8), values, tolerances)
def test_higher_is_better_mirrors_lower_is_better(runs, reported, tolerance):
    mirrored = verdict([-run for run in runs], -reported, tolerance, LOWER)
    assert verdict(runs, reported, tolerance, HIGHER) is mirrored


@given(st.lists(values, min_size=3, max_size=8), values, st.floats(1e-3, 1e5), st.floats(0, 1e5))
def test_more_of_a_metric_never_hurts_where_higher_is_better(runs, reported, tolerance, gain):
    before = verdict(runs, reported, tolerance, HIGHER)
    after = verdict([run + gain for run in runs], reported, tolerance, HIGHER)
    assume(gain > 1)  # less than the rounding of the sums says nothing
    assert before is not Verdict.REPRODUCED or after is Verdict.REPRODUCED


R, P, N, O = Verdict.REPRODUCED, Verdict.PARTLY, Verdict.NOT, Verdict.OPEN  # noqa: E741


@pytest.mark.parametrize(
    ("claims", "whole"),
    [
        ([], O),
        ([O], O),
        ([R, R], R),
        ([R, O], P),
        ([R, N], P),
        ([P], P),
        ([P, O], P),
        ([N, N], N),
        ([N, O], O),
    ],
)
def test_a_reproduction_is_what_its_claims_are_together(claims, whole):
    assert together(claims) is whole


@given(st.lists(st.sampled_from(Verdict), min_size=1))
def test_a_reproduction_is_reproduced_exactly_when_every_claim_is(claims):
    assert (together(claims) is R) == all(claim is R for claim in claims)
