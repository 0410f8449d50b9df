"""Papers a learner reads, what became of reproducing them, and the claims that were put to the test."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.contrib.auth.models import User
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from labs.models import Submission
from roadmap.papers.identifiers import normalised
from roadmap.papers.verdicts import Band, Direction, Result, Verdict, judged, together

# Values this large keep their squares finite, so that a spread can always be computed.
LARGEST = 1e100
KEY_CHARACTERS = 200


class PaperQuerySet(models.QuerySet["Paper"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def known_as(self, names: Iterable[str]) -> Self:
        """The papers that any of these arXiv ids, DOIs or keys names, however they are spelled."""
        spelled = {normalised(name) for name in names} | set(names)
        return self.filter(
            Q(key__in=spelled) | Q(arxiv_id__in=spelled, arxiv_id__gt="") | Q(doi__in=spelled, doi__gt="")
        )

    def with_verdicts(self) -> Self:
        return self.prefetch_related("reproductions__claims__runs")


class Paper(models.Model):
    """One paper in one learner's log. `key` is its name in links: arXiv id, else DOI, else words of the title.

    The key is given once and stays, so that a link to the paper survives when an id is found later.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(User, models.CASCADE, related_name="papers")
    key = models.CharField(max_length=KEY_CHARACTERS, editable=False)
    arxiv_id = models.CharField(max_length=40, blank=True, default="")
    doi = models.CharField(max_length=200, blank=True, default="")
    title = models.CharField(max_length=500)
    authors = models.TextField(blank=True, default="")
    venue = models.CharField(max_length=200, blank=True, default="")
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1600), MaxValueValidator(2100)]
    )
    abstract = models.TextField(blank=True, default="")
    url = models.URLField(max_length=500, blank=True, default="")
    bibtex = models.TextField(blank=True, default="")
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "key"], name="one_paper_per_key"),
            models.UniqueConstraint(fields=["learner", "arxiv_id"], condition=~Q(arxiv_id=""), name="one_arxiv_id"),
            models.UniqueConstraint(fields=["learner", "doi"], condition=~Q(doi=""), name="one_doi"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = self.key or self._free_key()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("paper", args=[self.pk])

    def _free_key(self) -> str:
        wanted = self.arxiv_id or self.doi or slugify(self.title)[:100] or "paper"
        taken = set(Paper.objects.filter(learner=self.learner, key__startswith=wanted).values_list("key", flat=True))
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return next(key for key in [wanted, *numbered] if key not in taken)

    @property
    def names(self) -> list[str]:
        """Every name a link may know this paper by."""
        return [name for name in dict.fromkeys([self.key, self.arxiv_id, self.doi]) if name]

    @property
    def address(self) -> str:
        """Where to read it."""
        if self.url or not (self.arxiv_id or self.doi):
            return self.url
        return f"https://arxiv.org/abs/{self.arxiv_id}" if self.arxiv_id else f"https://doi.org/{self.doi}"

    @property
    def author_list(self) -> list[str]:
        """Authors one by one: they are written one a line, or apart by semicolons or by “and”, as in BibTeX."""
        return [name.strip() for name in re.split(r";|\n|\s+and\s+", self.authors) if name.strip()]


class ReproductionQuerySet(models.QuerySet["Reproduction"]):
    def of(self, learner: User) -> Self:
        return self.filter(paper__learner=learner)

    def in_month(self, day: date) -> Self:
        return self.filter(month=day.replace(day=1))

    def with_verdicts(self) -> Self:
        return self.select_related("paper").prefetch_related("claims__runs")


class Reproduction(models.Model):
    """One attempt at one paper: what was tried, on what, and how it went. Its verdict is that of its claims."""

    class Status(models.TextChoices):
        PLANNED = "planned"
        RUNNING = "running"
        DONE = "done"
        ABANDONED = "abandoned"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="reproductions")
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    month = models.DateField(help_text="The month it belongs to.")
    scope = models.TextField(blank=True, default="", help_text="Which claims of the paper you test, and which not.")
    plan = models.TextField(blank=True, default="")
    code_url = models.URLField("code", max_length=500, blank=True, default="", help_text="Where the code is.")
    commit = models.CharField(
        max_length=64, blank=True, default="", help_text="The commit or tag that gave the values."
    )
    environment = models.TextField(blank=True, default="", help_text="Python, libraries and their versions.")
    hardware = models.CharField(max_length=300, blank=True, default="")
    compute_hours = models.FloatField(
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1e7)],
        help_text="Hours of one device.",
    )
    deviations = models.TextField(blank=True, default="", help_text="Where you did otherwise than the paper, and why.")
    easy = models.TextField("what was easy", blank=True, default="")
    hard = models.TextField("what was hard", blank=True, default="")
    contact = models.TextField("contact with the authors", blank=True, default="")
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    objects = ReproductionQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-id"]
        indexes = [models.Index(fields=["month"])]

    def __str__(self) -> str:
        return f"{self.paper} ({self.month:%Y-%m})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.month = self.month.replace(day=1)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("reproduction", args=[self.pk])

    @cached_property
    def verdict(self) -> Verdict:
        return together(claim.result.verdict for claim in self.claims.all())


class ClaimQuerySet(models.QuerySet["Claim"]):
    def of(self, learner: User) -> Self:
        return self.filter(reproduction__paper__learner=learner)


class Claim(models.Model):
    """One value the paper reports, and how near a reproduction has to come to it."""

    class Tolerance(models.TextChoices):
        ABSOLUTE = "absolute", "in the metric's unit"
        RELATIVE = "relative", "% of the reported value"

    class Better(models.TextChoices):
        HIGHER = Direction.HIGHER.value, "Higher is better"
        LOWER = Direction.LOWER.value, "Lower is better"
        EQUAL = Direction.EQUAL.value, "It should be equal"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reproduction = models.ForeignKey(Reproduction, models.CASCADE, related_name="claims")
    metric = models.CharField(max_length=120)
    data_set = models.CharField("data set", max_length=200, blank=True, default="")
    place = models.CharField("where in the paper", max_length=120, blank=True, default="")
    reported = models.FloatField("reported value", validators=[MinValueValidator(-LARGEST), MaxValueValidator(LARGEST)])
    tolerance = models.FloatField(validators=[MinValueValidator(0), MaxValueValidator(LARGEST)])
    tolerance_kind = models.CharField("tolerance is", max_length=8, choices=Tolerance, default=Tolerance.ABSOLUTE)
    better = models.CharField("direction", max_length=6, choices=Better, default=Better.HIGHER)
    reads = models.CharField(
        "name in your code",
        max_length=80,
        blank=True,
        default="",
        help_text="What run() calls this metric, where it is not called as above.",
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.metric} on {self.data_set}" if self.data_set else self.metric

    @property
    def band(self) -> Band:
        relative = self.tolerance_kind == self.Tolerance.RELATIVE
        width = abs(self.reported) * self.tolerance / 100 if relative else self.tolerance
        return Band.around(self.reported, width, Direction(self.better))

    def value_in(self, metrics: dict[str, float]) -> float | None:
        """What a run reports of this claim, by the name that the learner gave or by its own; case does not count."""
        names = [self.reads] if self.reads else [self.metric, str(self)]
        by_name = {name.strip().casefold(): value for name, value in metrics.items()}
        return next((by_name[name.casefold()] for name in names if name.casefold() in by_name), None)

    @cached_property
    def result(self) -> Result:
        return judged([run.value for run in self.runs.all()], self.band)


class Experiment(models.Model):
    """A learner's own `run(config, seed)`, sent to a runner for one reproduction. What it said stands with the
    submission; the values of the claims are taken from there when it is settled."""

    reproduction = models.ForeignKey(Reproduction, models.CASCADE, related_name="experiments")
    submission = models.OneToOneField(Submission, models.CASCADE, related_name="experiment")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"experiment {self.submission_id}"


class ClaimRunQuerySet(models.QuerySet["ClaimRun"]):
    def of(self, learner: User) -> Self:
        return self.filter(claim__reproduction__paper__learner=learner)


class ClaimRun(models.Model):
    """The value one seed gave: typed by the learner, or reported by the code of an `experiment` of theirs."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="runs")
    seed = models.BigIntegerField(validators=[MinValueValidator(0), MaxValueValidator(2**63 - 1)])
    value = models.FloatField(validators=[MinValueValidator(-LARGEST), MaxValueValidator(LARGEST)])
    experiment = models.ForeignKey(Experiment, models.SET_NULL, null=True, blank=True, related_name="values")
    created = models.DateTimeField(auto_now_add=True)

    objects = ClaimRunQuerySet.as_manager()

    class Meta:
        ordering = ["seed"]
        constraints = [models.UniqueConstraint(fields=["claim", "seed"], name="one_value_per_seed")]

    def __str__(self) -> str:
        return f"seed {self.seed}: {self.value:g}"


class RestMonthQuerySet(models.QuerySet["RestMonth"]):
    def of(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def months(self) -> set[date]:
        return set(self.values_list("month", flat=True))


class RestMonth(models.Model):
    """A month in which a learner plans to reproduce nothing; it does not break the row."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(User, models.CASCADE, related_name="rest_months")
    month = models.DateField()

    objects = RestMonthQuerySet.as_manager()

    class Meta:
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["learner", "month"], name="one_rest_per_month")]

    def __str__(self) -> str:
        return f"rest in {self.month:%Y-%m}"
