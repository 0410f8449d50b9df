"""`make bench-web [ROUNDS=15] [PAGES=/notes/,/habits/] [ENGINES=sqlite,postgresql]`: every page, everywhere in turn."""

from __future__ import annotations

import os
import sys
from statistics import median
from typing import Any, Final

from bench.load.places import SIZES, NotOurs, Place, load_folder
from bench.load.postgres import end_politely, engines_wanted, places
from bench.numbers import table
from bench.report import machine, tell, write
from bench.web.pages import EMPTY
from bench.web.serving import Refused, Served, all_served, pages_of

ROUNDS: Final = 15
WARM: Final = 3
# What issue and README promise of each page.
GROWTH, OVER_EMPTY = 1.3, 4.0
Figures = dict[str, dict[str, Any]]


def main() -> int:
    end_politely()
    try:
        folder = load_folder()
    except NotOurs as refused:
        print(refused, file=sys.stderr)
        return 2
    told: dict[str, Any] = {"machine": machine()}
    with places(folder, engines_wanted()) as found:
        filled = [place for place in found if place.facts]
        if not filled:
            print("Nothing is filled yet: run make seed-load first.", file=sys.stderr)
            return 2
        with all_served(filled) as running:
            told |= {one.place.name: one.place.facts for one in running}
            told["pages"] = measured(running)
    for engine, figures in told["pages"].items():
        report(engine, figures)
    write(told)
    return 0


def measured(running: list[Served]) -> dict[str, Figures]:
    """For each engine the figures of each page. Servers are asked in turn: a busy machine slows all alike."""
    found = {one.place.name: listed(one) for one in running}
    figures: dict[str, Figures] = {one.place.engine: {} for one in running}
    wanted = list(next(iter(found.values())))
    for number, page in enumerate(wanted):
        tell(f"{number + 1} of {len(wanted)}: {page}")
        here = [one for one in running if page in found[one.place.name]]
        try:
            taken = timed(here, {one.place.name: found[one.place.name][page]["address"] for one in here})
        except Refused as refused:
            print(f"Not measured: {page} answers {refused}.")
            continue
        except KeyboardInterrupt:
            print("Ended early: below stands what was measured.")
            break
        for one in here:
            row = figures[one.place.engine].setdefault(page, {})
            row |= row_of(one.place, found[one.place.name][page]["queries"], *taken[one.place.name])
    return {engine: {page: judged(row) for page, row in rows.items()} for engine, rows in figures.items()}


def listed(one: Served) -> dict[str, dict[str, Any]]:
    told = pages_of(one.place, one.redis_url)
    for sentence in told["nameless"]:
        print(f"Not measured: {sentence}; no row is known for it (bench/web/pages.py).")
    return {page["page"]: page for page in told["pages"]}


def timed(running: list[Served], addresses: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Median seconds of the page and of the empty view on each server, taken in turn."""
    pages: dict[str, list[float]] = {one.place.name: [] for one in running}
    empties: dict[str, list[float]] = {one.place.name: [] for one in running}
    for number in range(WARM + int(os.environ.get("ROUNDS") or ROUNDS)):
        for one in running if number % 2 else reversed(running):
            pages[one.place.name].append(one.seconds(addresses[one.place.name]))
            empties[one.place.name].append(one.seconds(EMPTY))
    return {name: (median(pages[name][WARM:]), median(empties[name][WARM:])) for name in pages}


def row_of(place: Place, queries: int, page: float, empty: float) -> dict[str, Any]:
    return {
        f"queries {place.size}": queries,
        f"ms {place.size}": page * 1000,
        f"x empty {place.size}": page / empty,
    }


def judged(row: dict[str, Any]) -> dict[str, Any]:
    """The row with what grew, and which aims it misses."""
    one, many = (row.get(f"ms {size}") for size in SIZES)
    row["x one"] = many / one if one and many else None
    missed = [
        "queries" if row.get("queries one") != row.get("queries many") else "",
        f"{GROWTH} x one" if (row["x one"] or 0) > GROWTH else "",
        f"{OVER_EMPTY:g} x empty" if row.get("x empty many", 0) > OVER_EMPTY else "",
    ]
    return row | {"misses": ", ".join(filter(None, missed))}


def report(engine: str, figures: Figures) -> None:
    order = ("queries one", "queries many", "ms one", "ms many", "x one", "x empty one", "x empty many", "misses")
    rows = {page: {name: row[name] for name in order if row.get(name) is not None} for page, row in figures.items()}
    print(table(f"\n{engine}: server time of each page, median", rows))
    for aim in ("queries", f"{GROWTH} x one", f"{OVER_EMPTY:g} x empty"):
        missing = sum(aim in row["misses"] for row in figures.values())
        print(f"  {aim}: kept by {len(figures) - missing} of {len(figures)} pages")


if __name__ == "__main__":
    sys.exit(main())
