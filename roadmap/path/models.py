"""Roadmaps: phases, nested topics, the concepts behind them, and what a learner ticked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.http import Http404

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ConceptQuerySet(models.QuerySet["Concept"]):
    def unused(self) -> ConceptQuerySet:
        """Concepts that no roadmap holds and nothing else refers to: no tick, no goal, no row of another room."""
        for relation in self.model._meta.related_objects:
            self = self.filter(**{f"{relation.name}__isnull": True})
        return self

    def titled(self, titles: dict[str, str]) -> dict[str, Concept]:
        """The concepts of these keys, made where missing, all with the titles given."""
        rows = [Concept(key=key, title=title) for key, title in titles.items()]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=["title"])
        return {concept.key: concept for concept in self.filter(key__in=titles)}

    def made_for(self, keys: Iterable[str]) -> dict[str, Concept]:
        """The concepts of these keys; one that is missing is made and named after its key."""
        named = {key: key.replace("-", " ").capitalize() for key in keys}
        self.bulk_create([Concept(key=key, title=title) for key, title in named.items()], ignore_conflicts=True)
        return {concept.key: concept for concept in self.filter(key__in=named)}


class Concept(models.Model):
    """What a topic is about. The same concept in two roadmaps is claimed and proven once.

    The title comes from a built-in roadmap, else from the key: the words of one learner's own roadmap are not
    shown to another who happens to use the same key.
    """

    key = models.SlugField(max_length=120, unique=True)
    title = models.TextField()

    objects = ConceptQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key


class RoadmapQuerySet(models.QuerySet["Roadmap"]):
    def visible_to(self, learner: User) -> RoadmapQuerySet:
        """The built-in roadmaps and the learner's own."""
        return self.filter(Q(owner=None) | Q(owner=learner))

    def built_in(self) -> RoadmapQuerySet:
        return self.filter(owner=None)

    def called(self, slug: str, learner: User) -> Roadmap:
        """The learner's roadmap of this slug, a built-in one first; Http404 where there is none to see."""
        found = self.visible_to(learner).filter(slug=slug).order_by(F("owner").asc(nulls_first=True)).first()
        if found is None:
            raise Http404(f"There is no roadmap called {slug}.")
        return found


class Roadmap(models.Model):
    """One path through the subject. Without an owner it is built in and everyone sees it."""

    slug = models.SlugField(max_length=80)
    title = models.TextField()
    summary = models.TextField(blank=True, default="")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="roadmaps")
    position = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")
    edition = models.UUIDField(default=uuid4, editable=False)  # another at each writing: see roadmap.path.editions
    # Of a fork: the built-in roadmap it came from, and what that said then.
    forked_from = models.SlugField(max_length=80, blank=True, default="")
    forked_text = models.TextField(blank=True, default="")

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        ordering = [F("owner").asc(nulls_first=True), "position", "title"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=Q(owner=None), name="one_built_in_roadmap_per_slug"),
            models.UniqueConstraint(fields=["owner", "slug"], name="one_roadmap_per_owner_and_slug"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def opening(self) -> str:
        """The first paragraph of the summary."""
        return self.summary.partition("\n\n")[0].lstrip("> ")


class Phase(models.Model):
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="phases")
    key = models.SlugField(max_length=120)
    position = models.PositiveSmallIntegerField()
    title = models.TextField()
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


class TopicQuerySet(models.QuerySet["Topic"]):
    def of(self, roadmap: Roadmap) -> TopicQuerySet:
        """The topics of a roadmap in reading order, with concept and phase at hand."""
        return self.filter(phase__roadmap=roadmap).select_related("concept", "phase").order_by("position")

    def visible_to(self, learner: User) -> TopicQuerySet:
        """The topics of the built-in roadmaps and of the learner's own."""
        return self.filter(Q(phase__roadmap__owner=None) | Q(phase__roadmap__owner=learner))

    def milestones(self) -> TopicQuerySet:
        return self.filter(kind=TopicKind.MILESTONE)


class Topic(models.Model):
    """One line of a roadmap. `proofs` names the kinds of evidence it asks for by tags (see roadmap.path.parts).

    `position` counts from 0 through the whole roadmap, parents before their children.
    """

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="topics")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="topics")
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    title = models.TextField()
    body = models.TextField(blank=True, default="")
    kind = models.CharField(max_length=12, choices=TopicKind, default=TopicKind.TOPIC)
    proofs = models.JSONField(default=list, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["phase", "concept"], name="one_topic_per_concept_and_phase")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_milestone(self) -> bool:
        return self.kind == TopicKind.MILESTONE


class TopicLink(models.Model):
    """What proves or accompanies a topic: `[[lab:slug]]`, `[[paper:id]]`, `[[note:title]]`, `[[topic:key]]`."""

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


class TickQuerySet(models.QuerySet["Tick"]):
    def set(self, learner: User, concepts: Iterable[int], state: str, missing: Iterable[str] = ()) -> None:
        """Say `state` of each concept (by primary key), whatever was said of it before."""
        told = {"learner": learner, "state": state, "missing": list(missing)}
        self.bulk_create(
            [Tick(concept_id=concept, **told) for concept in dict.fromkeys(concepts)],
            update_conflicts=True,
            unique_fields=["learner", "concept"],
            update_fields=["state", "missing", "at"],
        )

    def take_back(self, learner: User, concepts: Iterable[int], state: str) -> None:
        """Take `state` back wherever it was said of one of the concepts."""
        self.filter(learner=learner, concept_id__in=list(concepts), state=state).delete()


class Tick(models.Model):
    """What a learner says of a concept: claimed or skipped. What is proven is computed, never stored here.

    `missing` is what a milestone still required when it was claimed all the same, each as `kind:target`.
    """

    class State(models.TextChoices):
        CLAIMED = "claimed"
        SKIPPED = "skipped"

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ticks")
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="ticks")
    state = models.CharField(max_length=8, choices=State)
    missing = models.JSONField(default=list, blank=True)
    at = models.DateTimeField(auto_now=True)

    objects = TickQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "concept"], name="one_tick_per_concept")]

    def __str__(self) -> str:
        return f"{self.concept_id} {self.state}"


class MilestoneGoalQuerySet(models.QuerySet["MilestoneGoal"]):
    def set(self, learner: User, concept: Concept, day: date | None) -> None:
        """Set the day, or take it back with None."""
        if day is None:
            self.filter(learner=learner, concept=concept).delete()
        else:
            self.update_or_create(learner=learner, concept=concept, defaults={"target_date": day})


class MilestoneGoal(models.Model):
    """The day by which a learner wants a milestone done."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="milestone_goals")
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="goals")
    target_date = models.DateField()

    objects = MilestoneGoalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "concept"], name="one_goal_per_milestone")]

    def __str__(self) -> str:
        return f"{self.concept_id} by {self.target_date}"


class FormerTopic(models.Model):
    """A topic that left a learner's roadmap. Its words lead back to its concept, ticks and all, when they come back."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="former_topics")
    key = models.SlugField(max_length=120)
    title = models.TextField()
    above = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "key"], name="one_former_topic_per_key")]

    def __str__(self) -> str:
        return self.title


class RoadmapDraftQuerySet(models.QuerySet["Draft"]):
    def of(self, learner: User) -> RoadmapDraftQuerySet:
        return self.filter(learner=learner)

    def with_last_said(self) -> RoadmapDraftQuerySet:
        """With `last_said`, how the last text came to be."""
        steps = DraftStep.objects.filter(draft=OuterRef("pk")).order_by("-pk")
        return self.annotate(last_said=Subquery(steps.values("said")[:1]))


class Draft(models.Model):
    """What a learner means to make of a roadmap: nothing of it counts until it is confirmed."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roadmap_drafts")
    slug = models.SlugField(max_length=80)
    begun = models.DateTimeField(auto_now_add=True)

    objects = RoadmapDraftQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [models.UniqueConstraint(fields=["learner", "slug"], name="one_draft_per_roadmap")]

    def __str__(self) -> str:
        return self.slug

    @property
    def last(self) -> DraftStep:
        step = self.steps.last()
        assert step is not None  # a draft without a step is deleted with the last of them
        return step


class DraftStep(models.Model):
    """One text of a draft, and in a sentence how it came from the one before. The last one is what the draft says."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="steps")
    text = models.TextField()
    said = models.TextField(blank=True, default="")
    remarks = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.said
