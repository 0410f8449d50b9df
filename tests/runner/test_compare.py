"""Agreement: exact structure, shape and dtype, then values within what the problem allows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from runner.compare import Tolerance, agree, show

floats = hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=5), elements=st.floats(-1e6, 1e6))


@given(floats)
def test_everything_agrees_with_itself(array):
    assert agree(array, array.copy()) == []


@given(floats, st.data())
def test_one_element_far_off_is_found_where_it_is(array, data):
    index = tuple(data.draw(st.integers(0, n - 1)) for n in array.shape)
    wrong = array.copy()
    wrong[index] += 1 + abs(wrong[index])
    (difference,) = agree(wrong, array)
    assert difference.detail["where"] == str(list(index))


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (np.float64(1.0), np.ones((2, 3))),
        (np.ones(1), np.ones((2, 3))),
        (np.ones((3, 2)), np.ones((2, 3))),
        (np.ones((1, 2, 3)), np.ones((2, 3))),
        (np.ones((2, 1)), np.float64(1.0)),
    ],
)
def test_nothing_is_ever_broadcast(got, expected):
    assert agree(got, expected)


def test_the_dtype_must_be_the_one_asked():
    assert agree(np.ones(3), np.ones(3, np.float32))
    assert agree(np.ones(3), np.ones(3, np.float32), Tolerance(any_dtype=True)) == []


@pytest.mark.parametrize("other", [0.0, np.inf, -np.inf])
def test_nan_must_stand_where_nan_is_expected(other):
    assert agree(np.array([np.nan, 1.0]), np.array([np.nan, 1.0])) == []
    assert agree(np.array([other, 1.0]), np.array([np.nan, 1.0]))
    assert agree(np.array([np.nan, 1.0]), np.array([other, 1.0]))


def test_infinities_keep_their_sign():
    assert agree(np.array([np.inf]), np.array([-np.inf]))
    assert agree(np.array([np.inf]), np.array([np.inf])) == []


def test_the_error_allowed_grows_with_what_the_float32_reference_makes_itself():
    exact = np.array([1.0, 2.0, 3.0])
    rough = (exact + 1e-4).astype(np.float32)
    off = (exact + 8e-4).astype(np.float32)
    assert agree(off, rough, precise=exact) == []
    assert agree(off, exact.astype(np.float32), precise=exact)


@given(hnp.arrays(np.float32, hnp.array_shapes(), elements=st.floats(-1e3, 1e3, width=32)), st.floats(-1e-3, 1e-3))
def test_what_the_reference_answers_to_the_last_bit_agrees_whatever_its_rounding(answer, error):
    assert agree(answer.copy(), answer, precise=answer.astype(np.float64) + error) == []


def test_the_same_numbers_in_another_dtype_or_shape_are_not_the_same():
    ones = np.ones(4, np.float32)
    assert agree(ones.astype(np.float64), ones, precise=np.ones(4))
    assert agree(ones.reshape(2, 2), ones, precise=np.ones(4))
    assert agree([1], [True])


def test_tiny_values_are_not_lost_in_the_floor():
    expected = np.full(4, 1e-12, np.float32)
    assert agree(np.zeros(4, np.float32), expected)


def test_a_part_that_is_only_rounding_beside_the_rest_has_room_for_other_rounding():
    expected = {"weight": np.ones(3), "bias": np.array([1e-17, -2e-17])}
    assert agree({"weight": np.ones(3), "bias": np.zeros(2)}, expected) == []
    assert agree({"weight": np.ones(3), "bias": np.full(2, 1e-9)}, expected)


def test_a_number_may_be_a_python_float_or_a_scalar_of_the_framework():
    assert agree(0.5, np.float64(0.5)) == []
    assert agree(np.array(0.5), 0.5) == []
    assert agree(np.array([0.5]), 0.5)


def test_true_is_not_one():
    assert agree(True, 1.0)
    assert agree(1, True)


def test_names_must_be_the_ones_asked():
    (difference,) = agree({"a": 1}, {"a": 1, "b": 2})
    assert "missing b" in difference.message
    (difference,) = agree({"a": 1, "c": 3}, {"a": 1})
    assert "not asked for: c" in difference.message


def test_the_parts_of_a_container_are_shown_under_one_another():
    assert show({"w": np.eye(2), "b": 0.5}) == "w:\n[[1. 0.]\n [0. 1.]]\nb:\n0.5"
    assert show([np.zeros(1), np.ones(1)]) == "[0]:\n[0.]\n[1]:\n[1.]"
    assert show({"lr": 0.5}) == "{'lr': 0.5}"


def test_a_list_of_another_length_is_said_so():
    (difference,) = agree([1, 2], [1, 2, 3])
    assert "3 values are asked for, 2 came back" in difference.message


def test_the_message_names_place_values_and_distance():
    expected = np.zeros((2, 3))
    expected[1, 2] = 4.0
    (difference,) = agree({"w": np.zeros((2, 3))}, {"w": expected})
    assert difference.message == "w: 1 of 6 values differ; the worst at [1, 2]: got 0, expected 4, off by 4."


def test_another_shape_or_dtype_is_told_beside_the_one_that_is_asked():
    (shape,) = agree(np.zeros((2, 3)), np.zeros((3, 2)))
    assert shape.detail["form"][0] == ["shape", "(3, 2)", "(2, 3)"]
    (dtype,) = agree(np.zeros(2, dtype=np.float32), np.zeros(2))
    assert dtype.detail["form"][1] == ["dtype", "float64", "float32"]


@given(st.one_of(st.none(), st.text(), st.lists(st.integers()), st.dictionaries(st.text(), st.integers())))
def test_another_kind_of_value_is_a_difference_and_never_an_error(value):
    assert agree(value, np.ones((2, 3)))
