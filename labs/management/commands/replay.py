"""Judge a settled submission once more with the cases it met, to look at a failure at home."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from contextlib import closing
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from labs.management.cells import cells_on
from labs.models import Submission
from labs.report import verdict_as_submission, verdict_lines
from runner.contract import Ending, Job
from runner.grade import grade
from runner.lab import Lab, load_catalog
from runner.sandbox.pool import flavour_of


class Command(BaseCommand):
    help = "Judge SUBMISSION again with the same cases. Nothing is stored. The exit status is 0 only if it passes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("submission", type=int)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        submission = settled(options["submission"])
        lab = lab_of(submission)
        if lab.digest != submission.lab_digest:
            self.stderr.write(f"{lab.slug} has changed since: the cases may differ from those that were met.")
        job = Job(submission.pk, "replay", lab.slug, submission.source, submission.device)
        with closing(cells_on(submission.device)) as pool:
            pool.warm(flavour_of(lab.framework))
            verdict = grade(job, lab, pool, seed=submission.seed)
        if options["json"]:
            self.stdout.write(json.dumps({**verdict_as_submission(verdict, lab.slug), "id": submission.pk}, indent=2))
        else:
            self.stdout.write("\n".join(verdict_lines(verdict)))
        if verdict.ending is not Ending.PASSED:
            sys.exit(1)


def settled(number: int) -> Submission:
    submission = Submission.objects.filter(pk=number).first()
    if submission is None:
        raise CommandError(f"There is no submission {number}.")
    if not submission.seed:
        ended = submission.verdict or submission.state
        raise CommandError(f"Submission {number} is {ended}: it met no cases to replay.")
    return submission


def lab_of(submission: Submission) -> Lab:
    lab = load_catalog(settings.CATALOG_DIR).get(submission.lab)
    if lab is None:
        raise CommandError(f"The catalogue here has no lab {submission.lab}.")
    return lab
