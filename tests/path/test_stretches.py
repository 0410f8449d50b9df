"""How a roadmap is cut into stretches: everything once, in order, none larger than one answer holds."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from roadmap.path.evidence import TopicProgress
from roadmap.path.models import Topic
from roadmap.path.rows import PhaseRows, Row
from roadmap.path.stretches import (
    AT_ONCE,
    Stretch,
    are_all_here,
    begin,
    reach,
    show,
    show_all,
    stretch_from,
    stretches_of,
)
from roadmap.path.tally import State, Tally

NOT_BEGUN = TopicProgress(State.NOT_BEGUN, Tally(not_begun=1), State.NOT_BEGUN, (), True)
# A forest as lists within lists: each list is a topic, what is in it stands under it.
FORESTS = st.recursive(st.just([]), lambda under: st.lists(under, max_size=30), max_leaves=300)


def rows_of(forest: list, positions: Iterator[int]) -> list[Row]:
    made = []
    for under in forest:
        row = Row(Topic(position=next(positions)), NOT_BEGUN, [])
        row.children = rows_of(under, positions)
        made.append(row)
    return made


def rows(forest: list) -> list[Row]:
    return rows_of(forest, iter(range(10_000)))


def drawn(stretches: list[Stretch]) -> list[int]:
    """The positions that a page draws."""
    return [
        position
        for stretch in stretches
        if stretch.here
        for row in stretch.rows
        for position in (row.topic.position, *drawn(row.stretches))
    ]


def missing(stretches: list[Stretch]) -> list[Stretch]:
    """Those that a page draws a link for."""
    within = [inner for one in stretches if one.here for row in one.rows for inner in missing(row.stretches)]
    return [one for one in stretches if not one.here] + within


@given(FORESTS)
def test_every_topic_is_drawn_once_and_in_order_when_all_is_here(forest: list) -> None:
    top = rows(forest)
    stretches = stretches_of(top)
    show_all(stretches)
    assert are_all_here(stretches)
    assert drawn(stretches) == list(range(sum(row.size for row in top)))


@given(FORESTS)
def test_no_stretch_is_larger_than_one_answer_but_a_topic_with_more_under_it(forest: list) -> None:
    for stretch in stretches_of(rows(forest)):
        assert stretch.size <= AT_ONCE or len(stretch.rows) == 1


@given(FORESTS)
def test_an_answer_holds_no_more_than_it_has_room_for(forest: list) -> None:
    stretches = stretches_of(rows(forest))
    show(stretches)
    assert len(drawn(stretches)) <= AT_ONCE
    assert bool(drawn(stretches)) == bool(forest)


@given(FORESTS)
def test_what_is_missing_can_be_asked_for_until_nothing_is(forest: list) -> None:
    top = rows(forest)
    stretches = stretches_of(top)
    show(stretches)
    while wanted := missing(stretches):
        found = stretch_from(stretches, wanted[0].start)
        assert found is wanted[0]
        show([found])
        assert found.here
    assert drawn(stretches) == list(range(sum(row.size for row in top)))


@given(FORESTS, st.integers(0, 400))
def test_any_topic_can_be_reached(forest: list, position: int) -> None:
    top = rows(forest)
    stretches = stretches_of(top)
    reach(stretches, position)
    assert (position in drawn(stretches)) == (position < sum(row.size for row in top))


def phase(size: int, tally: Tally) -> PhaseRows:
    return PhaseRows(None, tally, rows([[]] * size))  # type: ignore[arg-type]


def test_the_page_begins_where_something_is_open_and_closes_what_is_finished() -> None:
    done, current, later = phase(40, Tally(proven=40)), phase(50, Tally(not_begun=50)), phase(30, Tally(not_begun=30))
    begin([done, current, later])
    assert [one.here for one in (done, current, later)] == [False, True, False]
    assert [one.opened for one in (done, current, later)] == [False, True, True]


def test_what_is_finished_is_there_as_well_where_there_is_room() -> None:
    done, current = phase(4, Tally(skipped=4)), phase(5, Tally(not_begun=5))
    begin([done, current])
    assert [one.here for one in (done, current)] == [True, True]
    assert not done.opened


def test_of_a_finished_roadmap_the_first_phase_is_open() -> None:
    first, second = phase(4, Tally(proven=4)), phase(4, Tally(proven=4))
    begin([first, second])
    assert [one.opened for one in (first, second)] == [True, False]
