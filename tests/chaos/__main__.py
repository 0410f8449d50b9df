"""Kill everything at every step, again and again: `make chaos`, or `python -m tests.chaos --repeat 1 --houses 2`."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections import defaultdict
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import product

from roadmap.serve.plan import ROOT
from tests.chaos.rounds import CANCELLED, Outcome, series
from tests.chaos.steps import STEPS
from tests.chaos.victims import VICTIMS

WALK = [step for step in STEPS if step != "being accepted"]


def wanted(repeat: int, only: str) -> list[tuple[str, str]]:
    """Every victim at every step `repeat` times, those that wait long first; and every step cancelled once."""
    kills = [(step, victim) for victim, step in product(VICTIMS, WALK)] + [("being accepted", "web")]
    every = kills * repeat + [(step, CANCELLED) for step in WALK]
    return [(step, victim) for step, victim in every if only in f"{victim} / {step}"]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--repeat", type=int, default=5)
    asked.add_argument("--houses", type=int, default=3)
    asked.add_argument("--only", default="", help="a part of 'VICTIM / STEP'")
    given = asked.parse_args()
    begun = time.monotonic()
    outcomes = series(wanted(given.repeat, given.only), given.houses, tell)
    print(table(outcomes))
    write(outcomes, time.monotonic() - begun)
    return 1 if any(outcome.problem for outcome in outcomes) else 0


def tell(outcome: Outcome) -> None:
    ending = (
        outcome.problem
        or f"all held after {outcome.seconds:.1f} s, attempt {outcome.attempts} {' '.join(outcome.fell)}"
    )
    print(f"{datetime.now():%H:%M:%S}  {outcome.victim} / {outcome.step}: {ending}", file=sys.stderr, flush=True)


def table(outcomes: list[Outcome]) -> str:
    """Victims down, steps across: rounds in which all held, of how many; the slowest recovery in seconds."""
    cells: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        cells[outcome.victim, outcome.step].append(outcome)
    steps = [step for step in STEPS if any(step == found for _, found in cells)]
    lines = [f"{'':26}" + "".join(f"{step:>20}" for step in steps)]
    for victim in dict.fromkeys(victim for victim, _ in cells):
        lines.append(f"{victim:26}" + "".join(f"{summary(cells[victim, step]):>20}" for step in steps))
    held = [outcome for outcome in outcomes if not outcome.problem]
    kills = [outcome for outcome in held if outcome.victim != CANCELLED]
    slowest = max((outcome.seconds for outcome in kills), default=0.0)
    lines.append(
        f"{len(kills)} kills, {sum(o.submissions for o in held)} submissions, slowest recovery {slowest:.1f} s"
    )
    return "\n".join([*lines, f"{len(outcomes) - len(held)} rounds in which something did not hold"])


def summary(outcomes: list[Outcome]) -> str:
    if not outcomes:
        return "-"
    held = [outcome.seconds for outcome in outcomes if not outcome.problem]
    return f"{len(held)}/{len(outcomes)}  {max(held, default=0.0):.1f} s"


def write(outcomes: list[Outcome], seconds: float) -> None:
    folder = ROOT / "var" / "chaos"
    folder.mkdir(parents=True, exist_ok=True)
    told = {"machine": platform.platform(), "seconds": seconds, "rounds": [asdict(outcome) for outcome in outcomes]}
    file = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}.json"
    file.write_text(json.dumps(told, indent=1))
    print(file.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
