"""A reproduction's own `run(config, seed) -> metrics` on a runner, and its values on their way into the claims.

Nobody judges them: a runner only says what the learner's code said, so each value keeps the experiment it came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from labs.actions.submit import send_experiment
from labs.models import CheckResult, Submission
from roadmap.papers.models import Claim, ClaimRun, Experiment, Reproduction
from runner.contract import Outcome

KIND = "reproduction"
SHOWN = 5


@dataclass(frozen=True)
class Shown:
    """An experiment as the log shows it: its metrics as a table by seed, its curves."""

    submission: Submission
    names: list[str]
    rows: list[tuple[CheckResult, list[float | None]]]


def send(reproduction: Reproduction, source: str, config: dict[str, Any], seeds: list[int], device: str) -> Submission:
    """Queue it. Raises `labs.actions.submit.RefusedError` for a source that is not fit."""
    work = {"kind": KIND, "config": config, "seeds": seeds}
    name = f"reproduction-{reproduction.pk}"
    with transaction.atomic():  # handed over once it is known which reproduction it is for
        submission = send_experiment(reproduction.paper.learner, name, source, work, device)
        Experiment.objects.create(reproduction=reproduction, submission=submission)
    return submission


def take_values(submission: Submission) -> None:
    """Give each claim what the seeds reported of it. What the learner typed stays; an earlier run's gives way."""
    experiment = Experiment.objects.filter(submission=submission).first()
    if experiment is None:
        return
    claims = list(experiment.reproduction.claims.all())
    for check in submission.checks.filter(outcome=Outcome.REPORTED.value):
        seed = int(check.name.removeprefix("seed"))
        for claim in claims:
            value = claim.value_in(check.detail.get("metrics", {}))
            if value is not None:
                keep(claim, seed, value, experiment)


def keep(claim: Claim, seed: int, value: float, experiment: Experiment) -> None:
    if ClaimRun.objects.filter(claim=claim, seed=seed, experiment=None).exists():
        return
    ClaimRun.objects.update_or_create(claim=claim, seed=seed, defaults={"value": value, "experiment": experiment})


def experiments_of(reproduction: Reproduction) -> list[Shown]:
    """The latest experiments, newest first."""
    listed = reproduction.experiments.select_related("submission").prefetch_related("submission__checks")[:SHOWN]
    return [shown(experiment.submission) for experiment in listed]


def shown(submission: Submission) -> Shown:
    checks = list(submission.checks.all())
    metrics = [check.detail.get("metrics", {}) for check in checks]
    names = list(dict.fromkeys(name for told in metrics for name in told))
    rows = [(check, [told.get(name) for name in names]) for check, told in zip(checks, metrics, strict=True)]
    return Shown(submission, names, rows)
