"""What an audit found of a lab, kept in its folder so that the lab's page can say it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from runner.audit import Report
from runner.lab import HEALTH_FILE, Lab
from runner.mutants import MutantReport


def record(lab: Lab, report: Report, mutated: MutantReport) -> None:
    """Write a sound lab's figures under its digest; whoever changes the lab makes them stale."""
    figures = {
        "digest": lab.digest,
        "audited": f"{datetime.now(UTC):%Y-%m-%d}",
        "seeds": report.count("reference"),
        "accepted": report.count("accepted"),
        "misconceptions": report.count("misconception"),
        "mutants": mutated.tried - len(mutated.excused),
        "rejected": mutated.tried - len(mutated.excused) - len(mutated.survivors),
        "equivalent": len(mutated.excused),
        "judged_seconds": round(report.judged_seconds, 2),
    }
    (lab.path / HEALTH_FILE).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
