"""The catalogue as a map: a region for each topic, a place for each lab, and the lab to take next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.conf import settings

from labs.catalogue import catalogue, topic_title
from labs.layout import Drawing, Grid, drawing
from labs.marks import DONE, FADING, MARKS, NOT_BEGUN, UNDER_WAY, Standing
from labs.prerequisites import Marks, absent, before, is_ready, missing, opens
from runner.lab import Lab

READY: Final = "ready"
WAITING: Final = "waiting"


@dataclass(frozen=True)
class Place:
    """One lab on the map; `column` counts from 1. `standing` is its mark, but for what is not begun: ready or not.

    `in_statement`: the words asked for stand in its statement alone. `told` is what it builds on and opens, as pairs of
    label and titles.
    """

    lab: Lab
    mark: str
    standing: str
    column: int
    is_next: bool
    in_statement: bool
    told: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Region:
    """One topic: the labs of it that were asked for, and how many of all its labs are proven."""

    topic: str
    places: Sequence[Place]
    drawing: Drawing
    proven: int
    total: int

    @property
    def title(self) -> str:
        return topic_title(self.topic)

    @property
    def share(self) -> float:
        return self.proven / self.total


@dataclass(frozen=True)
class Suggestion:
    """A lab to open now, and the reason in a sentence; `touched` where it was begun."""

    lab: Lab
    mark: str
    why: str
    standing: Standing | None = None


def regions(found: Sequence[Lab], marks: Marks, following: Lab | None, named: Collection[str]) -> list[Region]:
    """The labs found, by topic in the order of learning; `following` is the one to take next.

    `named` are the slugs of those that were found by their names.
    """
    totals = Counter(lab.topic for lab in catalogue().values())
    proven = Counter(lab.topic for lab in catalogue().values() if marks.get(lab.slug) in DONE)
    drawn = []
    for topic, group in groupby(found, key=lambda lab: lab.topic):
        own = drawing(settings.CATALOG_DIR, tuple(lab.slug for lab in group))
        places = [_place(catalogue()[slug], own.grid, marks, following, named) for slug in own.order]
        drawn.append(Region(topic, places, own, proven[topic], totals[topic]))
    return drawn


def _place(lab: Lab, grid: Grid, marks: Marks, following: Lab | None, named: Collection[str]) -> Place:
    mark = marks.get(lab.slug, NOT_BEGUN)
    readiness = READY if is_ready(lab, marks) else WAITING
    return Place(
        lab=lab,
        mark=mark,
        standing=readiness if mark == NOT_BEGUN else mark,
        column=grid.cells[lab.slug][0] + 1,
        is_next=following is lab,
        in_statement=lab.slug not in named,
        told=_told(lab, marks),
    )


def _told(lab: Lab, marks: Marks) -> list[tuple[str, str]]:
    builds_on = "; ".join(f"{one.title} ({MARKS[marks.get(one.slug, NOT_BEGUN)]})" for one in before(lab))
    sides = {"After:": builds_on, "After, not here yet:": ", ".join(absent(lab)), "Opens:": _titles(opens(lab))}
    return [(label, titles) for label, titles in sides.items() if titles]


def suggestion(found: Sequence[Lab], standings: Mapping[str, Standing]) -> Suggestion | None:
    """Of the labs found the one to take next; None where all of them are proven and none fades.

    What was begun last comes before what is ready, in the order of learning, and that before what fades.
    """
    marks = {slug: standing.mark for slug, standing in standings.items()}
    begun = [lab for lab in found if marks.get(lab.slug) == UNDER_WAY]
    if begun:
        latest = max(begun, key=lambda lab: standings[lab.slug].touched)
        return Suggestion(latest, UNDER_WAY, "", standings[latest.slug])
    waiting = [lab for lab in found if marks.get(lab.slug) not in DONE]
    ready = next((lab for lab in waiting if is_ready(lab, marks)), None)
    if ready:
        return Suggestion(ready, NOT_BEGUN, _why_ready(ready, marks))
    if waiting:
        first = missing(waiting[0], marks)
        return Suggestion(waiting[0], NOT_BEGUN, f"It builds on what is not proven yet: {_titles(first)}.")
    fading = next((lab for lab in found if marks.get(lab.slug) == FADING), None)
    return Suggestion(fading, FADING, "It is proven, and its review is overdue.") if fading else None


def _why_ready(lab: Lab, marks: Marks) -> str:
    opened = len(opens(lab))
    more = f", and {opened} other{'s' if opened > 1 else ''} build{'s' if opened == 1 else ''} on it" if opened else ""
    if before(lab):
        return f"All it builds on is proven ({_titles(before(lab))}){more}."
    start = "" if marks.keys() & catalogue().keys() else "Nothing is begun yet. "
    return f"{start}It asks for no other lab first{more}."


def _titles(labs: Sequence[Lab]) -> str:
    return "; ".join(lab.title for lab in labs)
