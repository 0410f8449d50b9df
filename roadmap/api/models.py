"""Answers kept for those who ask twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEY_CHARACTERS = 255
KEPT = timedelta(hours=24)
# A request takes seconds: one that began this long ago and left no answer was cut off, its work undone.
CUT_OFF = timedelta(minutes=2)


class KeptAnswerQuerySet(models.QuerySet["KeptAnswer"]):
    def sweep(self, now: datetime | None = None) -> None:
        """Forget what is too old to be asked for again, and what was cut off."""
        now = now or timezone.now()
        self.filter(models.Q(begun__lt=now - KEPT) | models.Q(status=None, begun__lt=now - CUT_OFF)).delete()


class KeptAnswer(models.Model):
    """The answer to a POST that had an Idempotency-Key; without a status while the request is still running."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_answers")
    key = models.CharField(max_length=KEY_CHARACTERS)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    body = models.TextField(blank=True, default="")
    begun = models.DateTimeField(default=timezone.now, db_index=True)

    objects = KeptAnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.status or 'running'}"
