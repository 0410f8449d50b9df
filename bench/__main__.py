"""Run every measurement and print it: `make bench`, or `python -m bench judge` for the judge alone."""

from __future__ import annotations

import json
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from bench.judging import ROOT, compare
from bench.numbers import table
from bench.walking import LAB, alone, house, together

LABS = ("trivial", "attention", "activation-zoo", "multi-head-attention", "mlp-digits-numpy")
# What two well-known ways of grading notebooks and exercises take where the same floor is 30 ms.
ELSEWHERE = {"Otter-Grader": {"median_ms": 13500.0, "ratio": 450.0}, "pytest": {"median_ms": 4300.0, "ratio": 143.0}}


def main() -> None:
    told: dict[str, Any] = {"machine": machine(), "judge": {}, "walk": {}}
    for lab in LABS:
        told["judge"][lab] = compare(lab, tell)
        print(table(f"\n{lab}: one submission, load to verdict", told["judge"][lab]), flush=True)
    print(table("\nfor comparison, published figures at a floor of 30 ms", ELSEWHERE), flush=True)
    if "judge" not in sys.argv:
        for slots in (1, 2):
            with house(slots) as houses:
                tell(f"house with {slots} slots is up")
                floor_ms = told["judge"][LAB]["floor"]["median_ms"]
                told["walk"][f"{slots} slots"] = {**alone(houses[0], floor_ms), **together(houses, slots)}
        print(table(f"\n{LAB}: from POST to settled, one learner, then ten at once", told["walk"]), flush=True)
    write(told)


def machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "torch": version("torch"),
    }


def tell(words: str) -> None:
    print(f"  … {words}", file=sys.stderr, flush=True)


def write(told: dict[str, Any]) -> None:
    folder = ROOT / "var" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(told, indent=2))
    print(f"\nWritten to {file.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
