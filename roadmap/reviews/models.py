"""Cards that return for review, every rating they ever got, and the sittings in which they are reviewed."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Final, Self

from django.contrib.auth.models import User
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from fsrs import Rating as FsrsRating
from fsrs import ReviewLog

from labs.catalogue import catalogue
from labs.models import Submission
from labs.prepared import prepared
from roadmap.proofs.models import TeachBack
from roadmap.reviews.memory import RETENTION, Memory, recall

SUBJECT_CHARACTERS: Final = 200
LOWEST_RETENTION, HIGHEST_RETENTION = 0.7, 0.97
MOST_A_DAY: Final = 4
MILLISECONDS: Final = 1000


@prepared
def _plan(learner: User) -> models.QuerySet[ReviewPlan]:
    return ReviewPlan.objects.filter(learner=learner)


class ReviewPlanQuerySet(models.QuerySet["ReviewPlan"]):
    def of(self, learner: User) -> ReviewPlan:
        """The learner's plan; the usual one, not saved, where nothing was chosen."""
        return next(iter(_plan(learner)), None) or ReviewPlan(learner=learner)


class ReviewPlan(models.Model):
    """How sure a learner wants to be of what was proven, and how many reviews a day may bring."""

    learner = models.OneToOneField(User, models.CASCADE, related_name="review_plan")
    retention = models.FloatField(
        "target",
        default=RETENTION,
        validators=[MinValueValidator(LOWEST_RETENTION), MaxValueValidator(HIGHEST_RETENTION)],
    )
    most_a_day = models.PositiveSmallIntegerField(
        "most in a day", default=MOST_A_DAY, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )

    objects = ReviewPlanQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.retention:.0%}, {self.most_a_day} a day"


class Kind(models.TextChoices):
    LAB = "lab", "lab"
    TEACH_BACK = "teachback", "teach-back"


class Rating(models.IntegerChoices):
    """The four of FSRS, in the words of what happened."""

    AGAIN = FsrsRating.Again.value, "not from memory"
    HARD = FsrsRating.Hard.value, "with effort"
    GOOD = FsrsRating.Good.value, "well"
    EASY = FsrsRating.Easy.value, "easily"


class CardQuerySet(models.QuerySet["Card"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def here(self) -> Self:
        """Cards that can be reviewed: a lab that left the catalogue waits for its return, as does an explanation
        that was deleted."""
        return self.with_a_subject().filter(Q(subject__in=list(catalogue())) | ~Q(kind=Kind.LAB))

    def with_a_subject(self) -> Self:
        """Without the cards of explanations that were deleted; which labs are here, `is_here` tells of each."""
        taught = TeachBack.objects.filter(learner=OuterRef("learner"), concept=OuterRef("subject"))
        return self.filter(Q(kind=Kind.LAB) | Q(Exists(taught), kind=Kind.TEACH_BACK))

    def waiting(self, today: date) -> Self:
        """Planned for today or before."""
        return self.filter(day__lte=today)

    def by_day(self) -> dict[date, int]:
        """How many cards are planned for each day."""
        return dict(self.order_by().values_list("day").annotate(Count("pk")))


class Card(models.Model):
    """One proof that returns: a lab by its slug, an explanation by its concept's key. A concept that was presented
    twice returns once, to be compared with the latest text.

    `due` is FSRS's day, within its fuzz the one with the least to do; `day` is when the queue shows it: the same,
    until a backlog is spread. What fades is measured against `due`, so that putting off hides nothing.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(User, models.CASCADE, related_name="cards")
    kind = models.CharField(max_length=10, choices=Kind)
    subject = models.CharField(max_length=SUBJECT_CHARACTERS)
    stability = models.FloatField()
    difficulty = models.FloatField()
    reviewed = models.DateTimeField()
    due = models.DateField()
    day = models.DateField()
    created = models.DateTimeField(auto_now_add=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["day", "id"]
        constraints = [models.UniqueConstraint(fields=["learner", "kind", "subject"], name="one_card_per_proof")]
        indexes = [models.Index(fields=["learner", "day"])]

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("review-card", args=[self.pk])

    @property
    def is_here(self) -> bool:
        """Whether its lab, if it is about one, is in the catalogue."""
        return self.kind != Kind.LAB or self.subject in catalogue()

    @property
    def memory(self) -> Memory:
        return Memory(self.stability, self.difficulty, self.reviewed)

    @property
    def recall(self) -> float:
        """The predicted chance, 0 to 1, that it could be done again now."""
        return recall(self.memory, timezone.now())

    @property
    def days_late(self) -> int:
        return (timezone.localdate() - self.due).days

    @property
    def concepts(self) -> tuple[str, ...]:
        """What the proof stands for, by their keys."""
        if self.kind == Kind.TEACH_BACK:
            return (self.subject,)
        lab = catalogue().get(self.subject)
        return tuple(lab.concepts) if lab else ()


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, learner: User) -> Self:
        return self.filter(card__learner=learner)

    def standing(self) -> Self:
        return self.filter(undone=None)

    def done_on(self, day: date) -> Self:
        """Reviews of a day, in the installation's time zone; the proof that made a card is none."""
        return self.standing().exclude(origin=Review.Origin.PROOF).filter(at__date=day)


class Review(models.Model):
    """One rating, kept for good. A mistaken one is marked `undone` and no longer counts.

    Stability, difficulty, `due` and `day` are the card's after it: an undo goes back to those of the rating before.
    """

    class Origin(models.TextChoices):
        PROOF = "proof", "first proof"
        KATA = "kata", "kata, by the judge"
        TEACH_BACK = "teachback", "explained again"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    card = models.ForeignKey(Card, models.CASCADE, related_name="reviews")
    rating = models.PositiveSmallIntegerField(choices=Rating)
    at = models.DateTimeField()
    seconds = models.PositiveIntegerField(null=True, blank=True)
    origin = models.CharField(max_length=10, choices=Origin)
    submission = models.ForeignKey(Submission, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True, default="")
    stability = models.FloatField()
    difficulty = models.FloatField()
    due = models.DateField()
    day = models.DateField()
    undone = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.card} {self.get_rating_display()}"

    def as_log(self) -> ReviewLog:
        """As the package writes a log: what its optimiser reads."""
        length = None if self.seconds is None else self.seconds * MILLISECONDS
        return ReviewLog(self.card_id, FsrsRating(self.rating), self.at, length)


class SittingQuerySet(models.QuerySet["Sitting"]):
    def of(self, learner: User) -> Self:
        return self.filter(card__learner=learner)

    def open(self) -> Self:
        return self.filter(ended=None)

    def end(self) -> bool:
        """Of two that end a sitting, True for one."""
        return bool(self.open().update(ended=timezone.now()))


class Sitting(models.Model):
    """A review under way: a lab written again from its blank starter, or a topic explained again."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="sittings")
    began = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)
    draft = models.TextField(blank=True, default="")
    explained = models.DateTimeField(null=True, blank=True)
    review = models.OneToOneField(Review, models.SET_NULL, null=True, blank=True, related_name="sitting")

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ["-began", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["card"], condition=Q(ended=None), name="one_open_sitting_per_card")
        ]

    def __str__(self) -> str:
        return f"{self.card} {self.began:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("sitting", args=[self.pk])

    @property
    def is_kata(self) -> bool:
        return self.card.kind == Kind.LAB


class KataAttempt(models.Model):
    """Tells a submission sent in a sitting from one sent on the lab's own page. The lab knows nothing of it."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="attempts")
    submission = models.OneToOneField(Submission, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.sitting}: {self.submission_id}"
