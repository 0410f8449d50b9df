"""How a roadmap is cut into stretches: everything once, in order, none larger than one answer holds."""

from hypothesis import given, settings
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
# A forest as the depth of each topic in reading order. A busy machine draws slowly; that says nothing of stretches.
DEPTHS = st.lists(st.integers(0, 3), max_size=250)
anyhow = settings(max_examples=60)


def rows(depths: list[int]) -> list[Row]:
    """The top rows of the forest; no topic stands deeper than one under the one before it."""
    top: list[Row] = []
    above: list[Row] = []
    for position, depth in enumerate(depths):
        row = Row(Topic(position=position), NOT_BEGUN, [])
        del above[depth:]
        (above[-1].children if above else top).append(row)
        above.append(row)
    return top


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


@anyhow
@given(DEPTHS)
def test_every_topic_is_drawn_once_and_in_order_when_all_is_here(depths: list[int]) -> None:
    top = rows(depths)
    stretches = stretches_of(top)
    show_all(stretches)
    assert are_all_here(stretches)
    assert drawn(stretches) == list(range(sum(row.size for row in top)))


@anyhow
@given(DEPTHS)
def test_no_stretch_is_larger_than_one_answer_but_a_topic_with_more_under_it(depths: list[int]) -> None:
    for stretch in stretches_of(rows(depths)):
        assert stretch.size <= AT_ONCE or len(stretch.rows) == 1


@anyhow
@given(DEPTHS)
def test_an_answer_holds_no_more_than_it_has_room_for(depths: list[int]) -> None:
    stretches = stretches_of(rows(depths))
    show(stretches)
    assert len(drawn(stretches)) <= AT_ONCE
    assert bool(drawn(stretches)) == bool(depths)


@anyhow
@given(DEPTHS)
def test_what_is_missing_can_be_asked_for_until_nothing_is(depths: list[int]) -> None:
    top = rows(depths)
    stretches = stretches_of(top)
    show(stretches)
    while wanted := missing(stretches):
        found = stretch_from(stretches, wanted[0].start)
        assert found is wanted[0]
        show([found])
        assert found.here
    assert drawn(stretches) == list(range(sum(row.size for row in top)))


@anyhow
@given(DEPTHS, st.integers(0, 300))
def test_any_topic_can_be_reached(depths: list[int], position: int) -> None:
    top = rows(depths)
    stretches = stretches_of(top)
    reach(stretches, position)
    assert (position in drawn(stretches)) == (position < sum(row.size for row in top))


def phase(size: int, tally: Tally) -> PhaseRows:
    return PhaseRows(None, tally, rows([0] * size))  # type: ignore[arg-type]


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
