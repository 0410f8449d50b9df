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

from runner.audit import Report, audit
from runner.lab import Lab, load_catalog
from runner.sandbox.pool import Pool, flavour_of


class Command(BaseCommand):
    requires_system_checks = []
    help = "Audit the labs SLUG ... (all without one). The exit status is 0 only if every lab is sound."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG")
        parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
        parser.add_argument("--seeds", type=int, default=3, help="seeds the reference is run with")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        labs = chosen(options["slugs"], options["device"])
        reports = []
        with closing(Pool(spares=2)) as pool:
            pool.warm(*{flavour_of(lab.framework) for lab in labs})
            for lab in labs:
                reports.append(audit(lab, pool, device=options["device"], seeds=options["seeds"]))
                if not options["json"]:
                    self.stdout.write("\n".join(lines(reports[-1])))
        if options["json"]:
            self.stdout.write(json.dumps([{**asdict(r), "ok": r.ok} for r in reports], indent=2))
        if not all(r.ok for r in reports):
            sys.exit(1)


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
