"""The demonstration's submissions: real code of the catalogue, judged by the real judge, dated as if sent long ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import time_machine
from django.db import transaction

from labs.models import CheckResult, Submission
from runner.contract import Job, Verdict
from runner.grade import grade
from runner.lab import Lab
from runner.sandbox.pool import Pool

if TYPE_CHECKING:
    from django.contrib.auth.models import User

RUNNER = "demonstration"
FAILURES = (0, 1, 1, 2, 2, 3)  # how often a lab goes wrong first, one as likely as the other


class Bench:
    """Judges in cells of its own, with no broker between: nobody waits for these verdicts on a page."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    def judged(self, lab: Lab, source: str) -> Verdict:
        verdict = grade(Job(0, "", lab.slug, source), lab, self.pool)
        return replace(verdict, runner=RUNNER, isolation=self.pool.level())

    def submit(self, learner: User, lab: Lab, source: str, at: datetime) -> Submission:
        """Judged now, kept as of `at`."""
        verdict = self.judged(lab, source)
        with time_machine.travel(at, tick=False), transaction.atomic():
            sent = Submission.objects.create(learner=learner, lab=lab.slug, source=source, handed_over=at)
        with time_machine.travel(at + timedelta(seconds=verdict.seconds), tick=False), transaction.atomic():
            verdict = replace(verdict, submission=sent.pk, attempt=sent.attempt)
            Submission.objects.holding(sent.pk, sent.attempt).settle(verdict)
            CheckResult.objects.keep(verdict)
        sent.refresh_from_db()
        return sent


def attempts(lab: Lab, chance: Random) -> list[str]:
    """The sources somebody might send until it passes: slips first, then one of the right ways."""
    slips = chance.sample(sorted(lab.misconceptions.values()), chance.choice(FAILURES))
    if slips and chance.random() < 0.3:
        slips[0] = lab.starter  # sent before it was finished
    return [*slips, chance.choice([lab.reference, *sorted(lab.accepted.values())])]
