"""What came in a vault and is no row of this installation: submissions that another one judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from labs.models import Submission

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class RecordQuerySet(models.QuerySet["Record"]):
    def of(self, learner: User) -> RecordQuerySet:
        return self.filter(learner=learner)

    def from_elsewhere(self) -> RecordQuerySet:
        return self.filter(restored=None)


class Record(models.Model):
    """A submission as a vault brought it, in the words of its file.

    What another installation judged proves nothing here, for anyone can write a file; it is shown as proven
    elsewhere, and its code can be judged again (`judged`). One that this installation signed for the same learner is
    `restored` as the submission it was.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="submission_records")
    uuid = models.UUIDField()
    lab = models.SlugField(max_length=80)
    verdict = models.CharField(max_length=16, blank=True, default="")
    created = models.DateTimeField()
    source = models.TextField()
    text = models.TextField()
    restored = models.OneToOneField(Submission, models.SET_NULL, null=True, blank=True, related_name="record")
    judged = models.ForeignKey(Submission, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-pk"]
        constraints = [models.UniqueConstraint(fields=["learner", "uuid"], name="one_record_per_submission")]

    def __str__(self) -> str:
        return f"{self.lab} {self.verdict or 'not judged'}"
