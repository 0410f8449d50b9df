"""A submission and what became of it."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import datetime, timedelta
from math import isfinite
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from runner.contract import Ending, Outcome, Verdict


def new_attempt_token() -> str:
    return secrets.token_hex(16)


class State(models.TextChoices):
    """Where a submission stands on its walk. Only SETTLED carries a verdict."""

    QUEUED = "queued"
    RUNNING = "running"
    SETTLED = "settled"


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Every change of state is an update filtered by the old one: of two that race, the row count names one."""

    def of(self, learner: User) -> SubmissionQuerySet:
        return self.filter(learner=learner)

    def queued(self) -> SubmissionQuerySet:
        return self.filter(state=State.QUEUED)

    def running(self) -> SubmissionQuerySet:
        return self.filter(state=State.RUNNING)

    def passed(self) -> SubmissionQuerySet:
        return self.filter(verdict=Ending.PASSED)

    def holding(self, pk: int, attempt: str) -> SubmissionQuerySet:
        """The submission, if `attempt` is still its present attempt and no verdict stands."""
        return self.filter(pk=pk, attempt=attempt).exclude(state=State.SETTLED)

    def never_handed_over(self, made_before: datetime) -> SubmissionQuerySet:
        return self.queued().filter(handed_over=None, created__lt=made_before).order_by("pk")

    def handed_over_before(self, moment: datetime) -> SubmissionQuerySet:
        return self.queued().filter(handed_over__lt=moment).order_by("pk")

    def lease_ended(self, now: datetime) -> SubmissionQuerySet:
        return self.running().filter(lease_until__lt=now).order_by("pk")

    def begin(self, runner: str, lease: timedelta) -> bool:
        """Mark as running until `lease` from now; said again by the same attempt, it prolongs the lease."""
        now = timezone.now()
        begun = Coalesce(F("begun"), now)
        return bool(self.update(state=State.RUNNING, runner=runner, begun=begun, lease_until=now + lease))

    def settle(self, verdict: Verdict) -> bool:
        """Write a verdict; False if there was none left to settle. What was judged at once was never said to run."""
        now = timezone.now()
        return bool(
            self.update(
                state=State.SETTLED,
                verdict=verdict.ending.value,
                message=storable(verdict.message),
                begun=Coalesce(F("begun"), now - timedelta(seconds=verdict.seconds) if verdict.runner else None),
                settled=now,
                lease_until=None,
                seconds=verdict.seconds,
                diagnosis=storable(asdict(verdict.diagnosis)) if verdict.diagnosis else None,
                seed=verdict.seed,
                lab_digest=verdict.lab_digest,
                runner=Coalesce(models.Value(verdict.runner or None), F("runner")),
                isolation=verdict.isolation,
            )
        )

    def requeue(self) -> bool:
        """Back to the queue under a new token, so that nothing the old attempt still says can count."""
        return bool(
            self.update(
                state=State.QUEUED,
                attempt=new_attempt_token(),
                attempts=F("attempts") + 1,
                begun=None,
                handed_over=None,
                lease_until=None,
            )
        )

    def replace_waiting(self, newer: Submission) -> list[int]:
        """Settle the learner's waiting submissions of the same lab as cancelled; gives their numbers."""
        waiting = self.filter(learner=newer.learner, lab=newer.lab, pk__lt=newer.pk).queued()
        message = f"Replaced by submission {newer.pk} before it began."
        return [
            older.pk
            for older in waiting.only("attempt")
            if waiting.filter(pk=older.pk).settle(Verdict(older.pk, older.attempt, Ending.CANCELLED, message=message))
        ]


class Submission(models.Model):
    """One file sent to one lab by one learner, and its one verdict."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="submissions")
    lab = models.SlugField(max_length=80)
    source = models.TextField()
    device = models.CharField(max_length=8, default="cpu")
    work = models.JSONField(null=True, blank=True)  # of a learner's own experiment; see runner.contract.Job
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    verdict = models.CharField(max_length=16, choices=[(e.value, e.value) for e in Ending], blank=True, default="")
    message = models.TextField(blank=True, default="")
    attempt = models.CharField(max_length=32, default=new_attempt_token)
    attempts = models.PositiveSmallIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    handed_over = models.DateTimeField(null=True, blank=True)
    begun = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    cancel_asked = models.DateTimeField(null=True, blank=True)
    settled = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    diagnosis = models.JSONField(null=True, blank=True)
    seed = models.CharField(max_length=64, blank=True, default="")
    lab_digest = models.CharField(max_length=64, blank=True, default="")
    runner = models.CharField(max_length=120, blank=True, default="")
    isolation = models.CharField(max_length=40, blank=True, default="")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["learner", "lab", "-id"]),
            models.Index(fields=["learner", "verdict", "lab"]),
            models.Index(fields=["state"]),
            # Each holds all that dashboard and evidence read: they need not walk over the sources beside it.
            models.Index(fields=["learner", "created"]),
            models.Index(fields=["learner", "settled"]),
            models.Index(fields=["learner", "lab", "verdict", "state", "settled", "created"]),
        ]

    def __str__(self) -> str:
        return f"{self.lab} #{self.pk} {self.verdict or self.state}"

    @property
    def standing(self) -> str:
        """The verdict, or until there is one the state."""
        return self.verdict or self.state

    @property
    def is_settled(self) -> bool:
        return self.state == State.SETTLED

    def place_in_line(self) -> int:
        """1 for the next to be taken by a runner of its device."""
        return Submission.objects.queued().filter(device=self.device, pk__lt=self.pk).count() + 1


FAILURES = set(Outcome) - {Outcome.PASSED, Outcome.REPORTED, Outcome.NOT_RUN}


class CheckResultQuerySet(models.QuerySet["CheckResult"]):
    def keep(self, verdict: Verdict) -> None:
        """Write the results of a verdict that counts."""
        self.bulk_create(
            CheckResult(submission_id=verdict.submission, position=position, **storable(check))
            for position, check in enumerate(map(asdict, verdict.checks))
        )


def storable(value: Any) -> Any:
    """`value` without what a database refuses, for prints and tensors hold all of it: null characters, halves of
    characters, infinities and NaN as numbers (where they matter, the judge wrote them as text)."""
    match value:
        case str():
            return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
        case float() if not isfinite(value):
            return None
        case dict():
            return {storable(key): storable(part) for key, part in value.items()}
        case list() | tuple():
            return [storable(part) for part in value]
    return value


class CheckResult(models.Model):
    """One check of one submission."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="checks")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    title = models.TextField()
    outcome = models.CharField(max_length=16, choices=[(o.value, o.value) for o in Outcome])
    message = models.TextField(blank=True, default="")
    seconds = models.FloatField(default=0.0)
    detail = models.JSONField(default=dict, blank=True)
    output = models.TextField(blank=True, default="")

    objects = CheckResultQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["submission", "position"], name="one_result_per_position")]

    def __str__(self) -> str:
        return f"{self.name}: {self.outcome}"

    @property
    def failed(self) -> bool:
        return self.outcome in FAILURES


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, learner: User) -> DraftQuerySet:
        return self.filter(learner=learner)

    def keep(self, learner: User, lab: str, source: str, page: str = "") -> Draft:
        """Write the draft, whatever stood there; `labs.actions.draft` looks first."""
        written = {"source": source, "page": page, "version": F("version") + 1}
        draft, _ = self.update_or_create(
            learner=learner, lab=lab, defaults=written, create_defaults=written | {"version": 1}
        )
        draft.refresh_from_db(fields=["version"])
        return draft


class Draft(models.Model):
    """What a learner has in the editor of a lab and has not sent; `page` names the open page that wrote it."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    lab = models.SlugField(max_length=80)
    source = models.TextField()
    page = models.CharField(max_length=32, blank=True, default="")
    version = models.PositiveIntegerField(default=0)
    kept = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "lab"], name="one_draft_per_lab")]

    def __str__(self) -> str:
        return f"draft of {self.lab}"


class SetAsideQuerySet(models.QuerySet["SetAside"]):
    def of(self, learner: User) -> SetAsideQuerySet:
        return self.filter(learner=learner)


class SetAside(models.Model):
    """A draft whose place another page took: still there to be opened, one for each page that wrote."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts_aside")
    lab = models.SlugField(max_length=80)
    page = models.CharField(max_length=32)
    source = models.TextField()
    kept = models.DateTimeField()

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        ordering = ["-kept"]
        constraints = [models.UniqueConstraint(fields=["learner", "lab", "page"], name="one_aside_per_page")]

    def __str__(self) -> str:
        return f"draft of {self.lab}, set aside"
