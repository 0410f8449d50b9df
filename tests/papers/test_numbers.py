"""Numbers are shown to the digits that mean something."""

import pytest

from roadmap.papers.models import Claim
from roadmap.papers.templatetags.claims import measured, reproduced, tolerance
from roadmap.papers.verdicts import Result, Verdict


@pytest.mark.parametrize(
    ("value", "shown"), [(76.40000001, "76.4"), (-0.5, "−0.5"), (27.0, "27"), (1e-7, "1e−07"), (0.0, "0")]
)
def test_a_value_has_six_digits_at_most(value, shown):
    assert measured(value) == shown


@pytest.mark.parametrize(
    ("mean", "half", "shown"),
    [
        (27.1, 0.6573, "27.10 ± 0.66"),
        (76.123456, 0.0123, "76.123 ± 0.012"),
        (1234.5, 0.0, "1234.5"),
        (1234.5, None, "1234.5"),
        (123456.0, 7890.0, "123456 ± 7.9e+03"),
        (5e-12, 3e-12, "5e−12 ± 3e-12"),
    ],
)
def test_mean_and_interval_end_at_the_same_digit(mean, half, shown):
    assert reproduced(Result(3, mean, half, Verdict.REPRODUCED)) == shown


def test_without_a_run_there_is_no_number():
    assert reproduced(Result(0, None, None, Verdict.OPEN)) == "–"


@pytest.mark.parametrize(
    ("better", "kind", "shown"),
    [("higher", "absolute", "−0.5"), ("lower", "relative", "+0.5 %"), ("equal", "absolute", "±0.5")],
)
def test_a_tolerance_shows_the_side_that_matters(better, kind, shown):
    assert tolerance(Claim(tolerance=0.5, better=better, tolerance_kind=kind)) == shown
