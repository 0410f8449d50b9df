"""Checks whose judge waits at a gate for as long as a file holds it: the walk stands still at a known step.

`CHAOS_GATES` names a folder of the harness. A gate is held by a file `held-NAME` in it, and says `reached-NAME`.
"""

import os
import time
from pathlib import Path

from runner.checks import Check, case


def stand_at(gate):
    gates = Path(os.environ["CHAOS_GATES"])
    held = gates / f"held-{gate}"
    if held.exists():
        (gates / f"reached-{gate}").touch()
        while held.exists():
            time.sleep(0.005)


class Doubled(Check):
    """`double(numbers)` gives twice each number."""

    pure = False

    def cases(self, rng):
        yield case(numbers=[1, 3, 5])

    def probe(code, numbers):
        return code.double(numbers)

    def judge(self, case, got, expected):
        stand_at("doubled")
        return super().judge(case, got, expected)


class Squared(Check):
    """`square(numbers)` gives the square of each number."""

    pure = False

    def cases(self, rng):
        yield case(numbers=[1, 3, 5])

    def probe(code, numbers):
        return code.square(numbers)

    def judge(self, case, got, expected):
        # Asked again, it is a misconception's turn: every event of the submission's checks has been sent.
        stand_at("diagnosis" if "judged" in case.hidden else "squared")
        case.hidden["judged"] = True
        return super().judge(case, got, expected)
