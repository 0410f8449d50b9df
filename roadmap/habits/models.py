"""What a learner does again and again: time spent, days of rest, rungs climbed, entries in a log, routines."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Final, Self

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from labs.markdown import LONGEST_RENDERED

MINUTES_A_DAY: Final = 24 * 60
SUBJECT_CHARACTERS: Final = 200
TITLE_CHARACTERS: Final = 200
# A timer that has run longer than this was probably forgotten: the learner is asked.
LONGEST_TIMED: Final = timedelta(hours=4)
EARLIEST_DAY: Final = date(2000, 1, 1)


def not_in_the_future(day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError("That day has not come yet. Choose today or a day before.")
    if day < EARLIEST_DAY:
        raise ValidationError(f"Choose a day from {EARLIEST_DAY:%Y} on.")


class About(models.TextChoices):
    LAB = "lab", "lab"
    TOPIC = "topic", "topic"


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def about(self, kind: str, subject: str) -> Self:
        return self.filter(kind=kind, subject=subject)

    def total(self) -> int:
        return int(self.aggregate(sum=Sum("minutes"))["sum"] or 0)

    def by_subject(self) -> dict[tuple[str, str], int]:
        """Minutes by kind and subject."""
        rows = self.order_by().values_list("kind", "subject").annotate(Sum("minutes"))
        return {(kind, subject): minutes for kind, subject, minutes in rows}


class Minutes(models.Model):
    """Time spent on one lab (its slug) or topic (its concept's key) on one day, timed or written down."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(User, models.CASCADE, related_name="minutes")
    kind = models.CharField(max_length=8, choices=About)
    subject = models.CharField(max_length=SUBJECT_CHARACTERS)
    day = models.DateField(default=timezone.localdate, validators=[not_in_the_future])
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MINUTES_A_DAY)])
    remark = models.CharField(max_length=TITLE_CHARACTERS, blank=True, default="")
    timed = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["learner", "kind", "subject"]), models.Index(fields=["learner", "-day"])]

    def __str__(self) -> str:
        return f"{self.minutes} min of {self.kind}:{self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("minutes-edit", args=[self.pk])


class Timer(models.Model):
    """The one timer of a learner that runs. It lives here, so closing the page stops nothing."""

    learner = models.OneToOneField(User, models.CASCADE, related_name="timer")
    kind = models.CharField(max_length=8, choices=About)
    subject = models.CharField(max_length=SUBJECT_CHARACTERS)
    began = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject} since {self.began:%H:%M}"

    @property
    def running(self) -> timedelta:
        return max(timezone.now() - self.began, timedelta())

    @property
    def minutes(self) -> int:
        """Whole minutes so far, at least one."""
        return max(1, round(self.running / timedelta(minutes=1)))

    @property
    def is_forgotten(self) -> bool:
        return self.running > LONGEST_TIMED


class RestDayQuerySet(models.QuerySet["RestDay"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def days(self) -> set[date]:
        return set(self.order_by().values_list("day", flat=True))


class RestDay(models.Model):
    """A day of rest, planned on the day itself at the latest. It breaks no streak, and no review is planned for it."""

    learner = models.ForeignKey(User, models.CASCADE, related_name="rest_days")
    day = models.DateField()
    planned = models.DateTimeField(auto_now_add=True)

    objects = RestDayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["learner", "day"], name="one_rest_a_day")]

    def __str__(self) -> str:
        return f"{self.day}"


class RungQuerySet(models.QuerySet["Rung"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)


class Rung(models.Model):
    """One project on a ladder: a rung of ladders.LADDERS by its key, or one of the learner's own (`title`)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(User, models.CASCADE, related_name="rungs")
    ladder = models.SlugField(max_length=40)
    key = models.SlugField(max_length=80)
    title = models.CharField(max_length=TITLE_CHARACTERS, blank=True, default="")
    link = models.URLField(max_length=500, blank=True, default="")
    learned = models.TextField(blank=True, default="", max_length=LONGEST_RENDERED)
    begun = models.DateField(null=True, blank=True, validators=[not_in_the_future])
    done = models.DateField(null=True, blank=True, validators=[not_in_the_future])
    created = models.DateTimeField(auto_now_add=True)

    objects = RungQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["learner", "ladder", "key"], name="one_row_per_rung")]

    def __str__(self) -> str:
        return f"{self.ladder}:{self.key}"


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)


class Entry(models.Model):
    """One line of a log: a competition entered, a tool used in earnest, something taught, a contribution made."""

    class Kind(models.TextChoices):
        COMPETITION = "competition", "competition"
        TOOL = "tool", "tool"
        TEACHING = "teaching", "teaching"
        CONTRIBUTION = "contribution", "contribution"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(User, models.CASCADE, related_name="habit_entries")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField("what", max_length=TITLE_CHARACTERS)
    day = models.DateField(default=timezone.localdate, validators=[not_in_the_future])
    link = models.URLField(max_length=500, blank=True, default="")
    rank = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10_000_000)]
    )
    entrants = models.PositiveIntegerField(
        "of", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10_000_000)]
    )
    score = models.CharField(max_length=80, blank=True, default="", help_text="With its metric: 0.913 AUC.")
    learned = models.TextField("what was learned", blank=True, default="", max_length=LONGEST_RENDERED)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["learner", "kind", "-day"])]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.rank and self.entrants and self.rank > self.entrants:
            raise ValidationError({"rank": f"Rank {self.rank} of {self.entrants} cannot be: which of the two is it?"})


class RoutineQuerySet(models.QuerySet["Routine"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)


class Routine(models.Model):
    """Maintenance that comes round every day, week or month."""

    class Every(models.TextChoices):
        DAY = "day", "day"
        WEEK = "week", "week"
        MONTH = "month", "month"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(User, models.CASCADE, related_name="routines")
    title = models.CharField("what", max_length=TITLE_CHARACTERS)
    every = models.CharField(max_length=5, choices=Every, default=Every.WEEK)
    link = models.URLField(max_length=500, blank=True, default="")
    created = models.DateTimeField(auto_now_add=True)

    objects = RoutineQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["learner", "title"], name="one_routine_per_title")]

    def __str__(self) -> str:
        return self.title


class RoutineDone(models.Model):
    """A day on which a routine was done."""

    routine = models.ForeignKey(Routine, models.CASCADE, related_name="done")
    day = models.DateField(default=timezone.localdate, validators=[not_in_the_future])

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["routine", "day"], name="once_a_day_per_routine")]

    def __str__(self) -> str:
        return f"{self.routine} on {self.day}"
