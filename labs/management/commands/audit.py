"""Try every lab's promises: what is correct passes, what is wrong fails and is named."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from contextlib import closing
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from labs.management.cells import cells_on
from runner.audit import Report, audit, seed_number
from runner.lab import Lab, load_catalog
from runner.mutants import MutantReport, try_mutants
from runner.sandbox.pool import flavour_of

LEAST_SHARE = 0.85  # of a lab's mutants that its checks must reject


class Command(BaseCommand):
    requires_system_checks = []
    help = "Audit the labs SLUG ... (all without one). The exit status is 0 only if every lab is sound."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG")
        parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
        parser.add_argument("--seeds", type=int, default=3, help="seeds the reference is run with")
        parser.add_argument("--mutants", action="store_true", help="try every one-slip variant of each reference too")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        labs = chosen(options["slugs"], options["device"])
        reports: list[Report] = []
        mutated: dict[str, MutantReport] = {}
        with closing(cells_on(options["device"])) as pool:
            pool.warm(*{flavour_of(lab.framework) for lab in labs})
            for lab in labs:
                reports.append(audit(lab, pool, device=options["device"], seeds=options["seeds"]))
                if options["mutants"]:
                    mutated[lab.slug] = try_mutants(lab, pool, seed=seed_number(0), device=options["device"])
                if not options["json"]:
                    self.stdout.write("\n".join(lines(reports[-1]) + mutant_lines(mutated.get(lab.slug))))
        if options["json"]:
            self.stdout.write(json.dumps([as_json(r, mutated.get(r.lab)) for r in reports], indent=2))
        if not all(r.ok for r in reports) or not all(m.share >= LEAST_SHARE for m in mutated.values()):
            sys.exit(1)


def as_json(report: Report, mutated: MutantReport | None) -> dict[str, Any]:
    """One lab's report as a plain object; `mutants` is null unless they were asked for."""
    mutants = None
    if mutated:
        survivors = [{"line": m.line, "slip": m.name} for m in mutated.survivors]
        mutants = {
            "tried": mutated.tried,
            "share": mutated.share,
            "survivors": survivors,
            "excused": len(mutated.excused),
        }
    return {**asdict(report), "ok": report.ok, "mutants": mutants}


def mutant_lines(mutated: MutantReport | None) -> list[str]:
    if mutated is None:
        return []
    head = (
        f"    mutants: {mutated.share:.1%} of {mutated.tried - len(mutated.excused)} rejected, {mutated.seconds:.1f} s"
    )
    return [head, *(f"        survives: line {m.line}: {m.name}" for m in mutated.survivors)]


def chosen(slugs: list[str], device: str) -> list[Lab]:
    catalog = load_catalog(settings.CATALOG_DIR)
    if unknown := [s for s in slugs if s not in catalog]:
        raise CommandError(f"There is no lab {unknown[0]}. `manage.py labs` lists them.")
    return [lab for slug, lab in catalog.items() if (not slugs or slug in slugs) and device in lab.devices]


def lines(report: Report) -> list[str]:
    """A lab's report for a terminal: one line where all is well, one more for each thing that is not."""
    wrong = [f for f in report.findings if not f.ok]
    mark = "✗" if wrong else "✓"
    count = f"{len(report.findings)} tried, {len(wrong)} wrong"
    head = f"{mark} {report.lab} on {report.device}: {count}, {report.seconds:.1f} s"
    return [head, *(f"    {f.kind} {f.name}: {f.message}" for f in wrong)]
