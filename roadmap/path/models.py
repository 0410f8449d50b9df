"""Roadmaps: phases, nested topics, the concepts behind them, and what a learner ticked."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Concept(models.Model):
    """What a topic is about. The same concept in two roadmaps is claimed and proven once."""

    key = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.key


class Roadmap(models.Model):
    """One path through the subject. Without an owner it is built in and everyone sees it."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True, default="")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="roadmaps")
    position = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.slug


class Phase(models.Model):
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="phases")
    key = models.SlugField(max_length=120)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "key"], name="one_phase_per_key")]

    def __str__(self) -> str:
        return self.title


class TopicKind(models.TextChoices):
    TOPIC = "topic"
    MILESTONE = "milestone"
    HABIT = "habit"
    READING = "reading"


class Topic(models.Model):
    """One line of a roadmap. `proofs` names the kinds of evidence besides labs: note, artefact, paper, reading, link."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="topics")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="topics")
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=500)
    body = models.TextField(blank=True, default="")
    kind = models.CharField(max_length=12, choices=TopicKind, default=TopicKind.TOPIC)
    proofs = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["phase", "concept"], name="one_topic_per_concept_and_phase")]

    def __str__(self) -> str:
        return self.title


class TopicLink(models.Model):
    """Something that proves or accompanies a topic: `[[lab:slug]]`, `[[paper:id]]`, `[[note:title]]`, `[[topic:key]]`."""

    class Kind(models.TextChoices):
        LAB = "lab"
        PAPER = "paper"
        NOTE = "note"
        TOPIC = "topic"

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=8, choices=Kind)
    target = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["topic", "kind", "target"], name="one_link_per_target")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.target}"


class Tick(models.Model):
    """What a learner says of a concept: claimed or skipped. What is proven is computed, never stored here."""

    class State(models.TextChoices):
        CLAIMED = "claimed"
        SKIPPED = "skipped"

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ticks")
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="ticks")
    state = models.CharField(max_length=8, choices=State)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "concept"], name="one_tick_per_concept")]

    def __str__(self) -> str:
        return f"{self.concept_id} {self.state}"


class MilestoneGoal(models.Model):
    """The day by which a learner wants a milestone done."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="milestone_goals")
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="goals")
    target_date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "concept"], name="one_goal_per_milestone")]

    def __str__(self) -> str:
        return f"{self.concept_id} by {self.target_date}"
