"""Feeds of arXiv that learners follow, the entries they brought, and what each learner made of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from roadmap.papers.models import Paper

A_DAY = timedelta(days=1)
FIRST_PAUSE = timedelta(minutes=30)
LONGEST_PAUSE = timedelta(days=2)
KEPT = timedelta(days=90)
SEARCH_WORDS = 8
TAG_CHARACTERS = 40


class FeedQuerySet(models.QuerySet["Feed"]):
    def wanted(self) -> Self:
        return self.filter(Exists(Subscription.objects.filter(feed=OuterRef("pk"))))

    def due(self, now: datetime) -> Self:
        return self.wanted().filter(due__lte=now).order_by("due", "pk")

    def of(self, learner: User) -> Self:
        return self.filter(subscriptions__learner=learner).order_by("category")


class Feed(models.Model):
    """One category's feed, asked once for all who follow it. `due`: when it may be asked again.

    `failures` counts those since it was last read; `problem` is what to say of them.
    """

    category = models.CharField(max_length=32, unique=True)
    etag = models.CharField(max_length=200, blank=True, default="")
    last_modified = models.CharField(max_length=100, blank=True, default="")
    due = models.DateTimeField(db_default=Now())
    asked = models.DateTimeField(null=True, blank=True)
    asking_until = models.DateTimeField(null=True, blank=True)
    read = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True, default="")
    problem_since = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.category

    def was_read(self, now: datetime, etag: str, last_modified: str) -> bool:
        """Note a good answer; True if it ends a time without."""
        recovered = self.failures > 0
        self.etag, self.last_modified = etag[:200], last_modified[:100]
        self.read, self.due = now, now + A_DAY
        self.failures, self.problem, self.problem_since = 0, "", None
        self.save()
        return recovered

    def failed(self, now: datetime, problem: str, wait: timedelta | None = None) -> bool:
        """Note a bad answer or none, and put the next question off; True if it is the first of a row.

        Each pause is twice the one before, up to LONGEST_PAUSE, and never shorter than the server's `wait`.
        """
        self.failures += 1
        pause = FIRST_PAUSE * 2 ** min(self.failures - 1, 10)
        self.due = now + min(max(pause, wait or pause), LONGEST_PAUSE)
        self.problem, self.problem_since = problem[:300], self.problem_since or now
        self.save()
        return self.failures == 1


class Subscription(models.Model):
    """A learner follows a category."""

    learner = models.ForeignKey(User, models.CASCADE, related_name="arxiv_subscriptions")
    feed = models.ForeignKey(Feed, models.CASCADE, related_name="subscriptions")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "feed"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.learner_id} follows {self.feed_id}"


class PreprintQuerySet(models.QuerySet["Preprint"]):
    def followed_by(self, learner: User) -> Self:
        """Entries of the categories that a learner follows, and those they starred, tagged or logged."""
        followed = Preprint.feeds.through.objects.filter(preprint=OuterRef("pk"), feed__subscriptions__learner=learner)
        return self.filter(Exists(followed) | _marked(learner, KEEPS))

    def new_to(self, learner: User) -> Self:
        return self.followed_by(learner).exclude(_marked(learner, KEEPS | Q(dismissed=True)))

    def starred_by(self, learner: User) -> Self:
        return self.filter(_marked(learner, Q(starred=True)))

    def dismissed_by(self, learner: User) -> Self:
        return self.followed_by(learner).filter(_marked(learner, Q(dismissed=True)))

    def tagged_by(self, learner: User, tag: str) -> Self:
        return self.filter(_marked(learner, Q(tags__contains=f" {tag} ")))

    def in_category(self, category: str) -> Self:
        listed = Preprint.feeds.through.objects.filter(preprint=OuterRef("pk"), feed__category=category)
        return self.filter(Exists(listed))

    def search(self, text: str) -> Self:
        """Entries that hold every word in title, authors or abstract."""
        found = self
        for word in text.replace("\0", " ").split()[:SEARCH_WORDS]:
            found = found.filter(
                Q(title__icontains=word) | Q(authors__icontains=word) | Q(abstract__icontains=word) | Q(arxiv_id=word)
            )
        return found

    def outdated(self, now: datetime) -> Self:
        """Those that stood long enough without anybody wanting them."""
        wanted = Mark.objects.filter(KEEPS, entry=OuterRef("pk"))
        return self.filter(announced__lt=now - KEPT).exclude(Exists(wanted))


class Preprint(models.Model):
    """One paper as arXiv announced it, in its newest version; the same for everybody."""

    arxiv_id = models.CharField(max_length=40, unique=True)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=500)
    authors = models.TextField(blank=True, default="")
    abstract = models.TextField(blank=True, default="")
    categories = models.CharField(max_length=300, blank=True, default="")
    announced = models.DateTimeField()
    feeds = models.ManyToManyField(Feed, related_name="preprints")

    objects = PreprintQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["announced"])]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        return f"https://arxiv.org/abs/{self.arxiv_id}"

    @property
    def author_list(self) -> list[str]:
        return self.authors.split("\n") if self.authors else []

    @property
    def category_list(self) -> list[str]:
        return self.categories.split()


KEEPS = Q(starred=True) | ~Q(tags="") | Q(paper__isnull=False)


def _marked(learner: User, condition: Q) -> Exists:
    return Exists(Mark.objects.filter(condition, learner=learner, entry=OuterRef("pk")))


class MarkQuerySet(models.QuerySet["Mark"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def tags(self) -> list[str]:
        """Every tag in use, each once."""
        return sorted({tag for mark in self.exclude(tags="").values_list("tags", flat=True) for tag in mark.split()})


class Mark(models.Model):
    """What one learner made of an entry. `tags` stand between spaces, so that one of them can be asked for."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(User, models.CASCADE, related_name="arxiv_marks")
    entry = models.ForeignKey(Preprint, models.CASCADE, related_name="marks")
    starred = models.BooleanField(default=False)
    dismissed = models.BooleanField(default=False)
    tags = models.CharField(max_length=500, blank=True, default="")
    paper = models.ForeignKey(Paper, models.SET_NULL, null=True, blank=True, related_name="arxiv_marks")
    created = models.DateTimeField(auto_now_add=True)

    objects = MarkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "entry"], name="one_mark_per_entry")]

    def __str__(self) -> str:
        return f"{self.entry_id} of {self.learner_id}"

    @property
    def tag_list(self) -> list[str]:
        return self.tags.split()

    def set_tags(self, tags: Iterable[str]) -> None:
        self.tags = f" {' '.join(sorted(set(tags)))} " if tags else ""
