"""Slips that are named without a stored misconception, and pairs of stored ones, through real cells."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.pairs import combined
from runner.patterns import _nice, _ratio

CHECKS = '''
import numpy as np

from runner.checks import Check, case


class Spread(Check):
    """`spread(x)` is the matrix of products of the rows of x, as float32, summed over columns."""

    def cases(self, rng):
        for shape in ((3, 4), (5, 7)):
            yield case(x=rng.normal(size=shape).astype(np.float32), train=False)
            yield case(x=rng.normal(size=shape).astype(np.float32), train=True)

    def probe(code, x, train):
        return code.spread(x, train)
'''
REFERENCE = """
import numpy as np


def spread(x, train):
    weights = np.arange(1, x.shape[0] + 1, dtype=x.dtype)
    return (x[:, None] * x[None]).sum(-1) * weights
"""
RIGHT = REFERENCE.replace("def spread", "def right")


@pytest.fixture
def named(judge, make_lab):
    """The name of the diagnosis of `spread` with this body, `right` being the reference."""
    lab = make_lab("spread", checks=CHECKS, reference=REFERENCE, misconceptions={})
    object.__setattr__(lab, "defines", ("spread",))

    def run(body):
        verdict = judge(f"{RIGHT}\n\ndef spread(x, train):\n    {body}\n", lab)
        return verdict.diagnosis.name if verdict.diagnosis else None

    return run


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("return -right(x, train)", "sign"),
        ("return right(x, train) * np.float32(0.5)", "constant-factor"),
        ("return right(x, train) / np.float32(x.shape[1])", "factor-of-a-size"),
        ("return right(x, train) + np.float32(1)", "constant-offset"),
        ("return right(x, train).T", "transposed"),
        ("return right(x, train).astype(np.float64)", "dtype"),
        ("return right(x, train)[None]", "shape"),
        ("return right(x, train)[::-1].copy()", "reversed"),
        ("return np.roll(right(x, train), 1, axis=1)", "shifted-by-one"),
        ("y = right(x, train); x += 1; return y", "changes-its-input"),
        ("return right(x, train) * (2 if train else 1) + train * x[0, 0]", "wrong-in-training"),
        ("return right(x, train) * (1 if train else 2) + (not train) * x[0, 0]", "wrong-in-evaluation"),
        (
            "spread.n = getattr(spread, 'n', 0) + 1; return right(x, train) * (1 if spread.n < 5 else x[0, 0])",
            "first-call-only",
        ),
    ],
    ids=lambda value: value if "return" not in value else "",
)
def test_a_slip_of_a_general_kind_is_named(named, body, name):
    assert named(body) == name


@pytest.mark.parametrize(
    "body",
    [
        "return right(x, train) ** 2",
        "return np.zeros_like(right(x, train))",
        "return right(x, train) * (2 if x.shape[0] == 3 else 5)",
        "return right(x, train).T if x.shape[0] == 3 else -right(x, train)",
        "return right(x, train) + x[0, 0]",
    ],
)
def test_what_does_not_hold_in_every_failing_case_is_not_said(named, body):
    assert named(body) is None


def test_two_misconceptions_at_once_are_both_named(judge):
    source = "def scale(x, factor):\n    return x + factor\n\ndef centre(x):\n    return x - x.mean()\n"
    diagnosis = judge(source).diagnosis
    assert diagnosis.name == "adds+centres-all"
    assert diagnosis.title == "Two at once: Adds; Centres over everything"


def test_changes_that_meet_in_one_line_are_not_combined():
    base = "def f(x):\n    return x * 2 + 1\n"
    assert combined(base, base.replace("* 2", "* 3"), base.replace("+ 1", "- 1")) == ""


@given(st.fractions(min_value=-8, max_value=8, max_denominator=64).filter(bool), st.integers(3, 9))
def test_a_factor_is_read_off_exactly(factor, count):
    expected = np.random.default_rng(count).normal(size=count)
    assert _nice(_ratio(float(factor) * expected, expected)) == factor
