"""Try every lab's promises: what is correct passes, what is wrong fails and is named."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import closing
from dataclasses import asdict
from typing import Any

import click
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from labs.management.cells import cells_on
from labs.management.health import record
from runner.audit import Report, audit, seed_number
from runner.lab import Lab, load_catalog
from runner.mutants import MutantReport, try_mutants
from runner.naming import NamingReport, name_mutants
from runner.sandbox.pool import Pool, flavour_of

LEAST_SHARE = 0.85  # of a lab's mutants that its checks must reject
Audited = tuple[Report, MutantReport | None]


class Command(BaseCommand):
    requires_system_checks = []
    help = "Audit the labs SLUG ... (all without one). The exit status is 0 only if every lab is sound."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG")
        parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
        parser.add_argument("--seeds", type=int, default=3, help="seeds the reference is run with")
        parser.add_argument("--mutants", action="store_true", help="try every one-slip variant of each reference too")
        parser.add_argument(
            "--record", action="store_true", help="as --mutants, and keep what was found in each folder"
        )
        parser.add_argument(
            "--named", action="store_true", help="grade some mutants whole: how many are told why they fail?"
        )
        parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="labs tried at the same time")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        labs = chosen(options["slugs"], options["device"])
        with closing(cells_on(options["device"])) as pool, ThreadPoolExecutor(options["jobs"]) as jobs:
            pool.warm(*{flavour_of(lab.framework) for lab in labs})
            tried = [jobs.submit(self.try_lab, lab, pool, options) for lab in labs]
            reports = list(self.as_they_end(tried, options))
        if options["json"]:
            told = sorted(reports, key=lambda pair: pair[0].lab)
            self.stdout.write(json.dumps([as_json(*pair) for pair in told], indent=2))
        if not all(sound(*pair) for pair in reports):
            sys.exit(1)

    def try_lab(self, lab: Lab, pool: Pool, options: dict[str, Any]) -> Audited:
        report = audit(lab, pool, device=options["device"], seeds=options["seeds"])
        mutated = None
        if options["mutants"] or options["record"]:
            mutated = try_mutants(lab, pool, seed=seed_number(0), device=options["device"])
        if options["record"] and mutated and sound(report, mutated):
            record(lab, report, mutated)
        if options["named"]:
            named = name_mutants(lab, pool, seeds=(seed_number(0), seed_number(1)), device=options["device"])
            self.stderr.write("\n".join(naming_lines(named)))
        return report, mutated

    def as_they_end(self, tried: list[Future[Audited]], options: dict[str, Any]) -> Iterator[Audited]:
        """Each lab's report when it is there, with a bar on a terminal."""
        bar = click.progressbar(as_completed(tried), length=len(tried), label="labs", file=sys.stderr)
        with bar:
            for future in bar:
                audited = future.result()
                if not options["json"]:
                    self.stdout.write("\n".join(lines(audited[0]) + mutant_lines(audited[1])))
                yield audited


def sound(report: Report, mutated: MutantReport | None) -> bool:
    return report.ok and (mutated is None or mutated.share >= LEAST_SHARE)


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


def naming_lines(report: NamingReport) -> list[str]:
    told = f"{len(report.named)} of {report.tried} failing mutants named, {len(report.unsteady)} unsteadily"
    head = f"    {report.lab}: {told}"
    unsteady = (f"        {m.name}: {one} with one seed, {other} with another" for m, one, other in report.unsteady)
    return [head, *unsteady]


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
