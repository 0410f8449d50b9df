"""What shows that a topic is known where no lab can: explanations with their rubric, artefacts, readings, links.

Rows name a topic by its concept's key, as notes do: so they outlive an edited roadmap. A topic is proven by them or
not in roadmap.path.evidence; here are only the facts.
"""

from __future__ import annotations

import uuid
from datetime import datetime, time
from typing import Self

from django.contrib.auth.models import User
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils import timezone

from roadmap.notes.models import BODY_CHARACTERS, TITLE_CHARACTERS, Note
from roadmap.proofs.rubric import LEVELS, RUBRIC, Question, is_met, wanting

CONCEPT_CHARACTERS = 120
LOG_CHARACTERS = BODY_CHARACTERS
SAYS_CHARACTERS = 500
REMARK_CHARACTERS = 5_000
LARGEST_BYTES = 2**62

is_sha256 = RegexValidator(
    r"^[0-9a-f]{64}$", "A SHA-256 is 64 characters of 0 to 9 and a to f, as sha256sum prints it."
)


class TeachBackQuerySet(models.QuerySet["TeachBack"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def about(self, concept: str) -> Self:
        return self.filter(concept=concept)

    def shared_by(self, invitation: str) -> Self:
        """The one that this link was given out for, while the invitation stands."""
        return self.filter(invitation=invitation)


class TeachBack(models.Model):
    """One explanation of a concept, as its note read when it was presented.

    `text` never changes. A later revision of the note takes nothing away from it: to have the new text count, the
    learner presents it anew, beside the old one. So an answer of the rubric always belongs to the text it was
    given for, even when the note is gone.

    Nobody but its learner sees it. `invitation` is the secret of a link by which other learners of this installation
    may read this one text and answer the rubric; empty, nobody is invited.
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(User, models.CASCADE, related_name="teach_backs")
    concept = models.SlugField(max_length=CONCEPT_CHARACTERS)
    title = models.CharField(max_length=TITLE_CHARACTERS)
    text = models.TextField()
    note = models.ForeignKey(Note, models.SET_NULL, null=True, blank=True, related_name="teach_backs")
    note_revision = models.PositiveIntegerField(null=True, blank=True)
    invitation = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = TeachBackQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-id"]
        indexes = [models.Index(fields=["learner", "concept"])]
        constraints = [models.UniqueConstraint(fields=["learner", "uuid"], name="one_teach_back_per_uuid")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("teach-back", args=[self.pk])

    @property
    def is_outdated(self) -> bool:
        """Whether its note has another text by now."""
        return self.note is not None and self.note.body != self.text

    @property
    def met(self) -> datetime | None:
        """When the rubric was first answered without a “not yet”; None while it was not."""
        return min((one.at for one in self.assessments.all() if one.is_met), default=None)

    @property
    def wanting(self) -> list[Question]:
        """What the latest answers found missing; empty where there are none yet."""
        latest = max(self.assessments.all(), key=lambda one: (one.at, one.pk), default=None)
        return latest.wanting if latest else []


class Assessment(models.Model):
    """The rubric answered once, by the learner or by a mentor; answers are added, never overwritten."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    teach_back = models.ForeignKey(TeachBack, models.CASCADE, related_name="assessments")
    # Empty for a mentor whose account is gone, or is on the installation that the teach-back was brought from.
    assessor = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="assessments")
    assessor_name = models.CharField(max_length=150)
    by_mentor = models.BooleanField(default=False)
    levels = models.JSONField(default=dict)
    remark = models.TextField(blank=True, default="")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["teach_back", "uuid"], name="one_assessment_per_uuid")]

    def __str__(self) -> str:
        return f"{self.assessor_name} on {self.teach_back_id}"

    @property
    def is_met(self) -> bool:
        return is_met(self.levels)

    @property
    def wanting(self) -> list[Question]:
        return wanting(self.levels)

    @property
    def answers(self) -> list[tuple[Question, str]]:
        """Each question that was answered, with the name of its level."""
        return [(one, LEVELS[self.levels[one.key]]) for one in RUBRIC if one.key in self.levels]


class ExhibitQuerySet(models.QuerySet["Exhibit"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def about(self, concept: str) -> Self:
        return self.filter(concept=concept)

    def in_brief(self) -> Self:
        """Without their logs, which may be long; `has_log` says whether there is one."""
        return self.defer("log").annotate(has_log=ExpressionWrapper(~Q(log=""), BooleanField()))


class Exhibit(models.Model):
    """A thing kept as evidence: `says` what it shows, `day` is when it was made, finished or reached.

    An artefact has a link, the SHA-256 of a file, the text of a log, or several of these. The file itself is never
    kept: its owner has it, and its hash says whether it is still the same. A reading and a link may have an address;
    addresses are checked for their form and never fetched.
    """

    class Kind(models.TextChoices):
        ARTEFACT = "artefact"
        READING = "reading"
        LINK = "link"

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(User, models.CASCADE, related_name="exhibits")
    concept = models.SlugField(max_length=CONCEPT_CHARACTERS)
    kind = models.CharField(max_length=8, choices=Kind)
    says = models.CharField(max_length=SAYS_CHARACTERS)
    day = models.DateField(default=timezone.localdate)
    url = models.URLField(max_length=500, blank=True, default="")
    file_name = models.CharField(max_length=255, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="", validators=[is_sha256])
    size = models.BigIntegerField(null=True, blank=True, validators=[MinValueValidator(0)])
    log = models.TextField(blank=True, default="")
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = ExhibitQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["learner", "concept", "kind"])]
        constraints = [models.UniqueConstraint(fields=["learner", "uuid"], name="one_exhibit_per_uuid")]

    def __str__(self) -> str:
        return self.says

    def get_absolute_url(self) -> str:
        return reverse("exhibit", args=[self.pk])

    @property
    def since(self) -> datetime:
        """The beginning of its day, where the installation is."""
        return timezone.make_aware(datetime.combine(self.day, time.min))

    @property
    def twins(self) -> ExhibitQuerySet:
        """Others of its kind about the same concept: while there is one, removing this takes no proof away."""
        return Exhibit.objects.of(self.learner).about(self.concept).filter(kind=self.kind).exclude(pk=self.pk)
