"""A verdict as people and scripts see it: the fields of the API's submission, and lines for a terminal."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from runner.contract import Outcome, Verdict

MARKS = {Outcome.PASSED: "✓", Outcome.NOT_RUN: "·"}


def verdict_as_submission(verdict: Verdict, lab: str) -> dict[str, Any]:
    """The API's submission object for a verdict that has no row in the database."""
    return {
        "id": None,
        "lab": lab,
        "state": "settled",
        "verdict": verdict.ending.value,
        "message": verdict.message,
        "checks": [
            {"name": c.name, "outcome": c.outcome.value, "message": c.message, "seconds": c.seconds, "output": c.output}
            for c in verdict.checks
        ],
        "diagnosis": asdict(verdict.diagnosis) if verdict.diagnosis else None,
        "seconds": verdict.seconds,
        "seed": verdict.seed,
        "isolation": verdict.isolation,
    }


def verdict_lines(verdict: Verdict) -> list[str]:
    """The verdict for a terminal: a line a check, the message under each that did not pass."""
    lines = []
    for check in verdict.checks:
        lines.append(f"{MARKS.get(check.outcome, '✗')} {check.title}  [{check.outcome}, {check.seconds:.2f} s]")
        if check.message:
            lines += [f"    {line}" for line in check.message.splitlines()]
        if check.detail.get("traceback"):
            lines += [f"    {line}" for line in str(check.detail["traceback"]).splitlines()]
    if verdict.diagnosis:
        lines += ["", verdict.diagnosis.title, *verdict.diagnosis.explanation.splitlines()]
    return [
        *lines,
        "",
        f"{verdict.ending.value} in {verdict.seconds:.2f} s" + (f": {verdict.message}" if not verdict.checks else ""),
    ]
