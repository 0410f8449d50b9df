"""The plane of a failing tensor that a page shows, and how it is drawn."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labs.templatetags.tensors import error_map
from labs.tensors import IN_A_TABLE, plane_of
from runner.compare import agree
from runner.judge import tellable


def told(got, expected):
    (difference,) = agree(got, expected)
    return tellable(difference.detail)["tensor"]


def with_one_wrong(shape, place, by=2.0):
    expected = np.arange(math.prod(shape), dtype=np.float64).reshape(shape)
    got = expected.copy()
    got[place] += by
    return told(got, expected)


def stands_for(label, at):
    """Of a large tensor a choice is a block of indices, from one to another."""
    first, _, last = label.partition("-")
    return int(first) <= at <= int(last or first)


@given(st.lists(st.integers(1, 5), max_size=5).map(tuple), st.data())
def test_the_plane_shown_first_holds_the_worst_element_at_any_rank(shape, data):
    place = tuple(data.draw(st.integers(0, size - 1)) for size in shape)
    plane = plane_of(with_one_wrong(shape, place))
    (wrong,) = [element for element in plane.elements if element.level]
    assert wrong.index == (str(list(place)) if shape else "the value")
    assert len(plane.axes) == max(0, len(shape) - 2)
    chosen = [choice.label for choices in plane.axes for choice in choices if choice.chosen]
    assert len(chosen) == len(plane.axes)
    assert all(stands_for(label, at) for label, at in zip(chosen, place, strict=False))
    assert len(plane.elements) == plane.rows * plane.columns


def test_another_slice_is_shown_where_it_is_asked_for():
    plane = plane_of(with_one_wrong((2, 3, 4, 5), (1, 2, 0, 0)), ["0", "1"])
    assert [element.index for element in plane.elements[:2]] == ["[0, 1, 0, 0]", "[0, 1, 0, 1]"]
    assert plane.wrong_here == 0
    assert [(choice.label, choice.wrong) for choice in plane.axes[1]] == [("0", 0), ("1", 0), ("2", 1)]


@pytest.mark.parametrize("asked", [["9", "9"], ["0"], ["-1", "0"], ["x", "0"], ["9" * 5000, "0"], []])
def test_a_slice_that_is_not_there_gives_the_worst(asked):
    plane = plane_of(with_one_wrong((2, 3, 4, 5), (1, 2, 0, 0)), asked)
    assert plane.wrong_here == 1


def test_a_large_tensor_says_how_many_values_a_square_stands_for():
    plane = plane_of(with_one_wrong((300, 200), (299, 7)))
    assert plane.is_sampled
    assert plane.block_words == "10 × 7"
    (wrong,) = [element for element in plane.elements if element.level]
    assert wrong.index == "[299, 7]"
    assert not plane_of(with_one_wrong((30, 30), (1, 1))).is_sampled


def test_the_table_of_a_large_plane_holds_the_worst_first():
    expected = np.zeros((20, 20))
    got = np.arange(400.0).reshape(20, 20) + 1
    plane = plane_of(told(got, expected))
    assert len(plane.in_table) == IN_A_TABLE
    assert [element.got for element in plane.in_table[:2]] == ["400", "399"]


def test_values_that_are_no_numbers_are_the_worst_and_marked_by_shape_too():
    plane = plane_of(told(np.array([[1.0, np.nan, 9.0]]), np.array([[1.0, 2.0, 3.0]])))
    assert [(element.level, element.broken) for element in plane.elements] == [(0.0, False), (1.0, True), (1.0, False)]
    assert error_map(plane).count("heat-broken") == 1


def test_the_map_draws_a_square_for_each_wrong_element_alone():
    picture = error_map(plane_of(with_one_wrong((3, 4), (1, 2))))
    assert re.findall(r'<rect x="(\d)" y="(\d)"', picture) == [("2", "1")]
    assert "1 of 12 squares shown are wrong" in picture
