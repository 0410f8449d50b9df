"""What a learner means to do: which roadmaps they follow, how many hours a week they have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from labs.prepared import prepared
from roadmap.path.standing import Standing

FEWEST_HOURS, MOST_HOURS = 0.5, 100
MOST_ROADMAPS: Final = 50
SLUG_CHARACTERS: Final = 80


def are_slugs(value: object) -> None:
    """Raises ValidationError for what is no list of the slugs of roadmaps."""
    slugs = value if isinstance(value, list) and len(value) <= MOST_ROADMAPS else [None]
    if not all(isinstance(slug, str) and 0 < len(slug) <= SLUG_CHARACTERS for slug in slugs):
        raise ValidationError("The roadmaps are a list of their slugs.")


@prepared
def _plan(learner: User) -> models.QuerySet[Plan]:
    return Plan.objects.filter(learner=learner)


class PlanQuerySet(models.QuerySet["Plan"]):
    def of(self, learner: User) -> Plan:
        """The learner's plan; an empty one, not saved, where nothing was asked yet."""
        return next(iter(_plan(learner)), None) or Plan(learner=learner)


class Plan(models.Model):
    """A learner's answers to the three questions. The third one's are ticks of the path, not kept here twice.

    Without `answered` the questions were put off. `known` are the concepts that the latest answer ticked: what one
    press takes back. `toured`: when the tour was last ended, or declined.
    """

    learner = models.OneToOneField(User, models.CASCADE, related_name="plan")
    roadmaps = models.JSONField(default=list, blank=True, validators=[are_slugs])
    hours = models.FloatField(
        "hours a week",
        null=True,
        blank=True,
        validators=[MinValueValidator(FEWEST_HOURS), MaxValueValidator(MOST_HOURS)],
    )
    answered = models.DateTimeField(null=True, blank=True)
    known = models.JSONField(default=list, blank=True)
    toured = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{', '.join(self.roadmaps) or 'every roadmap'}, {self.hours or '?'} hours a week"

    @property
    def is_asked(self) -> bool:
        """Whether the questions were answered or put off."""
        return self.pk is not None

    def followed(self, courses: Iterable[Standing]) -> list[Standing]:
        """Those that the learner chose; all where none was, or none of them is here any more.

        The one in which most is done goes first: it is the one that is really followed.
        """
        seen = list(courses)
        chosen = [course for course in seen if course.roadmap.slug in self.roadmaps] or seen
        return sorted(chosen, key=lambda course: course.tally.not_begun - course.tally.leaves)

    def end_tour(self) -> None:
        Plan.objects.update_or_create(learner=self.learner, defaults={"toured": timezone.now()})
