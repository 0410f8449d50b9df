"""Naming the mistake: does a failing submission behave as a known misconception does, on every case it fails?"""

from __future__ import annotations

import contextlib
import time

from runner.contract import Diagnosis
from runner.judge import findings_of, same_behaviour
from runner.lab import docstring_parts
from runner.sandbox.pool import Came, Cell, Pool, Reply
from runner.trial import Asked, Trial, ask, load, open_cell

MISCONCEPTION_SECONDS = 20.0


def diagnose(trial: Trial, pool: Pool, device: str) -> Diagnosis | None:
    """The one misconception whose answers equal the submission's on every failing case; None where none or several do.

    Where several agree on all failing cases, the cases that the submission passed decide. A wrong explanation is worse
    than none, so a tie stays unexplained.
    """
    groups = [g for g in trial.asked if g and g[0].check.needs_reference and _written_and_wrong(g)]
    if not groups or not _comparable(groups):
        return None
    matching = [
        n for n, source in trial.lab.misconceptions.items() if behaves_alike(trial, pool, device, source, groups)
    ]
    if len(matching) > 1:
        rest = [g for g in trial.asked if g and g[0].check.needs_reference and not any(a.call.findings for a in g)]
        sources = trial.lab.misconceptions
        matching = [n for n in matching if behaves_alike(trial, pool, device, sources[n], rest)]
    if len(matching) != 1:
        return None
    title, explanation = docstring_parts(trial.lab.misconceptions[matching[0]])
    return Diagnosis(matching[0], title, explanation)


def _written_and_wrong(group: list[Asked]) -> bool:
    """Whether a check fails for what was written: "not written yet" is no mistake to name."""
    failing = [a.call.reply for a in group if a.call.findings and a.call.reply is not None]
    return any(r.error.get("type") != "NotImplementedError" for r in failing)


def _comparable(groups: list[list[Asked]]) -> bool:
    """Whether every failing call brought something to compare."""
    failing = [a.call.reply for g in groups for a in g if a.call.findings]
    return all(r is not None and r.came in (Came.BACK, Came.RAISED) for r in failing)


def behaves_alike(trial: Trial, pool: Pool, device: str, source: str, groups: list[list[Asked]]) -> bool:
    """Whether `source` answers these checks as the submission did: fails where it failed, passes where it passed."""
    deadline = time.monotonic() + MISCONCEPTION_SECONDS
    with contextlib.closing(open_cell(trial.lab, pool)) as cell:
        if load(cell, trial.lab, source, device, deadline).came is not Came.BACK:
            return False
        return all(_alike(cell, asked, deadline) for group in groups for asked in group)


def _alike(cell: Cell, asked: Asked, deadline: float) -> bool:
    reply: Reply = ask(cell, asked, deadline)
    call = asked.call
    if call.reply is None:
        return True
    if not call.findings:
        return not findings_of(asked.check, call.case, reply, call.expected, call.repeats)
    return bool(findings_of(asked.check, call.case, reply, call.expected, call.repeats)) and same_behaviour(
        asked.check, call.reply, reply
    )
