"""What is kept of a failing case: every element or the worst of each block, and the case itself, within bounds."""

import base64
import json
import math
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from runner.checks import Check, transposed
from runner.compare import agree
from runner.evidence import CELLS, REPLAY_BYTES, packed
from runner.judge import tellable
from runner.sandbox import wire


class Doubled(Check):
    """`double(x)` is twice x."""

    @staticmethod
    def probe(code, x):
        return code.double(x)


def told(got, expected):
    """The tensor of the one difference, as it leaves the judge."""
    (difference,) = agree(got, expected)
    return json.loads(json.dumps(tellable(difference.detail)["tensor"]))


def numbers(text):
    return [float(word) for word in text.split()]


@given(
    st.integers(0, 4).flatmap(
        lambda rank: arrays.array_shapes(min_dims=rank, max_dims=rank, max_side=5) if rank else st.just(())
    )
)
def test_a_small_tensor_of_any_rank_is_told_whole(shape):
    expected = np.arange(math.prod(shape), dtype=np.float64).reshape(shape)
    tensor = told(expected + 0.5, expected)
    assert tensor["shape"] == list(shape)
    assert "at" not in tensor
    assert numbers(tensor["expected"]) == expected.reshape(-1).tolist()
    assert numbers(tensor["got"]) == (expected + 0.5).reshape(-1).tolist()
    assert numbers(tensor["error"]) == [0.5] * expected.size


@given(
    st.lists(st.integers(1, 90), min_size=1, max_size=4).filter(lambda shape: CELLS < math.prod(shape) < 200_000),
    st.data(),
)
def test_no_error_in_a_large_tensor_is_left_out(shape, data):
    expected = np.zeros(shape)
    place = data.draw(st.integers(0, expected.size - 1))
    got = expected.copy()
    got.reshape(-1)[place] = 3.0
    tensor = told(got, expected)
    at = [int(word) for word in tensor["at"].split()]
    assert len(at) == math.prod(map(len, tensor["starts"])) <= CELLS
    assert [(index, value) for index, value in zip(at, numbers(tensor["got"]), strict=True) if value] == [(place, 3.0)]
    assert tensor["wrong"] == 1


def test_what_is_told_of_the_largest_tensor_stays_small():
    expected = np.full((40, 300, 300), 1.23456e-300)
    assert len(json.dumps(told(-expected * 1e9, expected))) < 64 * 1024


def test_values_that_are_no_numbers_are_told_as_what_they_are():
    tensor = told(np.array([np.nan, np.inf, 1.0, -np.inf]), np.array([np.nan, 1.0, np.nan, np.inf]))
    assert tensor["got"] == "nan inf 1 -inf"
    assert tensor["expected"] == "nan 1 nan inf"
    assert tensor["error"] == "0 inf nan inf"


@pytest.mark.parametrize(
    ("got", "expected", "shown"),
    [
        (np.array([1 + 2j]), np.array([1 - 2j]), "1+2j"),
        (np.array([True, True]), np.array([True, False]), "True True"),
        (np.array([2**62]), np.array([5]), str(2**62)),
        (np.float32(0.5), np.float32(0.25), "0.5"),
    ],
)
def test_every_kind_of_number_has_its_own_words(got, expected, shown):
    assert told(got, expected)["got"] == shown


def opened(replay):
    return wire.decode_inputs(memoryview(bytearray(zlib.decompress(base64.b64decode(replay["frame"])))))


def test_a_case_is_kept_as_it_was_handed_over():
    x = np.arange(6, dtype=np.float32).reshape(2, 3)
    case = opened(packed(Doubled(), {"x": transposed(x), "lr": 0.5}, 2 * x))
    assert case["inputs"]["x"].flags.f_contiguous
    assert np.array_equal(case["inputs"]["x"], x)
    assert case["inputs"]["lr"] == 0.5
    assert np.array_equal(case["expected"], 2 * x)


def test_a_case_that_is_too_large_is_said_to_be():
    noise = np.random.default_rng(1).normal(size=REPLAY_BYTES // 8)
    assert packed(Doubled(), {"x": noise}, 2 * noise) == {"probe": "probe_Doubled", "reports": False, "too_large": True}
