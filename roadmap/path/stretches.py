"""A roadmap a stretch at a time: what the first answer holds of it, and what arrives once it is come to.

A stretch is a run of topics side by side with all that stands under them; a topic with more under it than one answer
holds is a stretch by itself, and what stands under it is stretches again. A page draws the stretches that are `here`,
and in place of each other one a link to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from roadmap.path.rows import PhaseRows, Row

# Topics in one answer: what a screen or two show, drawn in a few hundredths of a second.
AT_ONCE: Final = 60
# Up to as many topics the rest of a roadmap follows by itself, so that a browser's own search finds all of it.
FOLLOWS_BY_ITSELF: Final = 500


@dataclass
class Stretch:
    """`size` counts the topics under its rows too."""

    rows: list[Row]
    size: int
    here: bool = False

    @property
    def start(self) -> int:
        """The position of its first topic, by which it is asked for."""
        return self.rows[0].topic.position

    def holds(self, position: int) -> bool:
        return self.start <= position < self.start + self.size


def stretches_of(rows: Iterable[Row], here: bool = False) -> list[Stretch]:
    """Rows side by side, packed into stretches of up to AT_ONCE topics."""
    found: list[Stretch] = []
    for row in rows:
        if found and found[-1].size + row.size <= AT_ONCE:
            found[-1].rows.append(row)
            found[-1].size += row.size
        else:
            found.append(Stretch([row], row.size, here))
    return found


def show(stretches: Iterable[Stretch], room: int = AT_ONCE) -> int:
    """Have stretches here in reading order while there is room for them, in topics; gives the room that is left."""
    for stretch in stretches:
        if room <= 0 or room < stretch.size <= AT_ONCE:
            return 0
        stretch.here = True
        within = stretch.rows[0].stretches
        room = room - stretch.size if stretch.size <= AT_ONCE else show(within, room - 1)
    return room


def reach(stretches: Iterable[Stretch], position: int) -> None:
    """Have the topic at this position here, with those around it."""
    for stretch in stretches:
        if stretch.holds(position):
            stretch.here = True
            for row in stretch.rows:
                reach(row.stretches, position)


def show_all(stretches: Iterable[Stretch]) -> None:
    for stretch in stretches:
        stretch.here = True
        for row in stretch.rows:
            show_all(row.stretches)


def are_all_here(stretches: Iterable[Stretch]) -> bool:
    return all(one.here and all(are_all_here(row.stretches) for row in one.rows) for one in stretches)


def stretch_from(stretches: Iterable[Stretch], position: int) -> Stretch | None:
    """The innermost stretch that begins at this position, or else that holds it."""
    for stretch in stretches:
        if stretch.start == position:
            return stretch
        if stretch.holds(position):
            inner = (stretch_from(row.stretches, position) for row in stretch.rows)
            return next((one for one in inner if one), stretch)
    return None


def begin(phases: Sequence[PhaseRows]) -> None:
    """What the first answer holds: from the first phase with something open on, then what is finished before it."""
    first = next((number for number, phase in enumerate(phases) if phase.is_open), 0)
    room = AT_ONCE
    for phase in (*phases[first:], *phases[:first]):
        if room:
            room = show(phase.stretches, room)
    for phase in phases:
        phase.opened = phase.is_open or phase is phases[first] or not phase.rows
