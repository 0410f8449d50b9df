"""A submission and what became of it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models

from runner.contract import Ending, Outcome


def new_attempt_token() -> str:
    return secrets.token_hex(16)


class State(models.TextChoices):
    """Where a submission stands on its walk. Only SETTLED carries a verdict."""

    QUEUED = "queued"
    RUNNING = "running"
    SETTLED = "settled"


class Submission(models.Model):
    """One file sent to one lab by one learner, and its one verdict."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="submissions")
    lab = models.SlugField(max_length=80)
    source = models.TextField()
    device = models.CharField(max_length=8, default="cpu")
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    verdict = models.CharField(max_length=16, choices=[(e.value, e.value) for e in Ending], blank=True, default="")
    message = models.TextField(blank=True, default="")
    attempt = models.CharField(max_length=32, default=new_attempt_token)
    attempts = models.PositiveSmallIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    begun = models.DateTimeField(null=True, blank=True)
    settled = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    diagnosis = models.JSONField(null=True, blank=True)
    seed = models.CharField(max_length=64, blank=True, default="")
    lab_digest = models.CharField(max_length=64, blank=True, default="")
    runner = models.CharField(max_length=120, blank=True, default="")
    isolation = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["learner", "lab", "-id"]),
            models.Index(fields=["learner", "verdict", "lab"]),
            models.Index(fields=["state"]),
        ]

    def __str__(self) -> str:
        return f"{self.lab} #{self.pk} {self.verdict or self.state}"


class CheckResult(models.Model):
    """One check of one submission."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="checks")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    outcome = models.CharField(max_length=16, choices=[(o.value, o.value) for o in Outcome])
    message = models.TextField(blank=True, default="")
    seconds = models.FloatField(default=0.0)
    detail = models.JSONField(default=dict, blank=True)
    output = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["submission", "position"], name="one_result_per_position")]

    def __str__(self) -> str:
        return f"{self.name}: {self.outcome}"
