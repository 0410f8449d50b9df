"""Judge one file against one lab, here and now: no web, no queue, the same judge and sandbox."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from labs.management.cells import cells_on
from labs.report import verdict_as_submission, verdict_lines
from runner.config import read_config
from runner.contract import MAX_SOURCE_BYTES, Ending, Job
from runner.grade import grade
from runner.lab import load_catalog
from runner.sandbox.pool import flavour_of
from runner.station import isolation_problem


class Command(BaseCommand):
    requires_system_checks = []
    help = "Judge FILE against the lab SLUG. The exit status is 0 only if it passed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("file", type=Path)
        parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
        parser.add_argument("--seed", default="", help="hexadecimal, as a verdict shows it: asks the same cases again")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        lab = load_catalog(settings.CATALOG_DIR).get(options["slug"])
        if lab is None:
            raise CommandError(f"There is no lab {options['slug']}. `manage.py labs` lists them.")
        if options["device"] not in lab.devices:
            raise CommandError(f"{lab.slug} runs on {', '.join(lab.devices)}, not on {options['device']}.")
        job = Job(0, "command", lab.slug, read_source(options["file"]), options["device"])
        config = read_config()
        with closing(cells_on(options["device"])) as pool:
            pool.warm(flavour_of(lab.framework))
            if problem := isolation_problem(config, pool.level()):
                raise CommandError(problem)
            verdict = replace(grade(job, lab, pool, seed=checked_seed(options["seed"])), isolation=pool.level())
        if options["json"]:
            self.stdout.write(json.dumps(verdict_as_submission(verdict, lab.slug), indent=2))
        else:
            self.stdout.write("\n".join(verdict_lines(verdict)))
        if verdict.ending is not Ending.PASSED:
            sys.exit(1)


def read_source(file: Path) -> str:
    """The file's text; raises CommandError with what to mend."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    if len(data) > MAX_SOURCE_BYTES:
        raise CommandError(f"{file} holds {len(data) // 1024} KB; {MAX_SOURCE_BYTES // 1024} KB are allowed.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is not UTF-8: byte {error.start} cannot be read. Save it as UTF-8.") from error


def checked_seed(seed: str) -> str:
    if seed and not all(c in "0123456789abcdefABCDEF" for c in seed):
        raise CommandError(f"The seed {seed!r} is not hexadecimal.")
    return seed
