"""Labs stand to the right of what they build on, each in a cell of its own, whatever builds on whatever."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labs.layout import FEWEST_COLUMNS, MOST_COLUMNS, laid_out, lines
from runner.lab import Lab


def lab(slug, *prerequisites):
    return Lab(slug, "topic", Path(slug), slug, "numpy", ("solve",), prerequisites=prerequisites)


def cells(*labs):
    return laid_out(labs).cells


@st.composite
def catalogues(draw):
    """Labs in the order of learning, each after some of those before it."""
    count = draw(st.integers(1, 25))
    chosen = [draw(st.lists(st.integers(0, n - 1), max_size=3, unique=True)) if n else [] for n in range(count)]
    return [lab(f"l{n}", *(f"l{m}" for m in before)) for n, before in enumerate(chosen)]


@given(catalogues())
def test_every_lab_has_a_cell_of_its_own_and_no_row_is_empty(labs):
    grid = laid_out(labs)
    assert Counter(grid.cells.values()).most_common(1)[0][1] == 1
    assert grid.cells.keys() == {one.slug for one in labs}
    assert {row for _, row in grid.cells.values()} == set(range(grid.rows))
    assert all(0 <= column < grid.columns <= MOST_COLUMNS for column, _ in grid.cells.values())


@given(catalogues())
def test_a_lab_stands_to_the_right_of_what_it_builds_on_while_there_are_columns(labs):
    grid = laid_out(labs)
    for one in labs:
        for slug in one.prerequisites:
            column = grid.cells[one.slug][0]
            assert column > grid.cells[slug][0] or column == MOST_COLUMNS - 1


@given(catalogues())
def test_there_is_a_line_for_each_lab_that_builds_on_another(labs):
    drawn = lines(laid_out(labs), labs)
    assert {(one.before, one.after) for one in drawn} == {(s, one.slug) for one in labs for s in one.prerequisites}


def test_a_chain_is_a_row():
    assert cells(lab("a"), lab("b", "a"), lab("c", "b")) == {"a": (0, 0), "b": (1, 0), "c": (2, 0)}


def test_a_fork_goes_down_and_single_labs_stand_where_no_line_ends():
    placed = cells(lab("a"), lab("b", "a"), lab("c", "a"), lab("d"), lab("e"), lab("f"), lab("g"), lab("h"))
    assert [placed[slug] for slug in "abc"] == [(0, 0), (1, 0), (1, 1)]
    assert [placed[slug] for slug in "defgh"] == [(2, 0), (3, 0), (2, 1), (3, 1), (0, 2)]


def test_labs_that_build_on_one_another_in_a_circle_are_placed_all_the_same():
    assert cells(lab("a", "b"), lab("b", "a"), lab("c", "c")).keys() == {"a", "b", "c"}


def test_what_is_elsewhere_or_not_here_yet_moves_nothing():
    assert cells(lab("a", "of-tomorrow")) == {"a": (0, 0)}


@pytest.mark.parametrize(
    ("labs", "columns"),
    [
        ([lab("a"), lab("b", "a")], 2),
        ([lab("a"), lab("b", "a"), lab("c", "b")], FEWEST_COLUMNS),
        ([lab(f"l{n}") for n in range(5)], FEWEST_COLUMNS),
        ([lab(f"l{n}", *([f"l{n - 1}"] if n else [])) for n in range(9)], MOST_COLUMNS),
    ],
)
def test_a_region_has_as_many_columns_as_its_longest_chain_within_bounds(labs, columns):
    assert laid_out(labs).columns == columns


def test_lines_that_go_down_the_same_gap_run_side_by_side():
    labs = [lab("a"), lab("b"), lab("c", "a", "b"), lab("d", "a"), lab("e", "b")]
    down = {one.before: one.way.split("V")[0].split("H")[1] for one in lines(laid_out(labs), labs) if one.after == "c"}
    assert len(set(down.values())) == 2
