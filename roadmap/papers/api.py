"""The paper log over REST: papers, reproductions, claims, values by seed, the arXiv queue; each learner’s own.

A verdict is never sent, it is computed: send values, read the claim.
"""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib.auth.models import User
from django.db import models
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from roadmap.api.conditional import ConditionalDestroy, ConditionalRetrieve, ConditionalUpdate
from roadmap.api.filters import Words
from roadmap.api.idempotency import idempotent
from roadmap.api.schema import ETAG, IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, NO_CONTENT, NOT_MODIFIED
from roadmap.papers.arxiv.marking import add_to_log
from roadmap.papers.arxiv.models import Mark, Preprint
from roadmap.papers.models import Claim, ClaimRun, Paper, Reproduction
from roadmap.papers.serializers import (
    PaperClaimSerializer,
    PaperSerializer,
    QueueSerializer,
    ReproductionLineSerializer,
    ReproductionSerializer,
    ValueSerializer,
)

NUMBER = r"\d{1,18}"
CANNOT_ADD = OpenApiResponse(OpenApiTypes.OBJECT, "It could not be added; add it by its arXiv id.")


class PaperFilter(filters.FilterSet):  # type: ignore[misc]
    year = filters.NumberFilter(min_value=1600, max_value=2100, decimal_places=0, help_text="The year it appeared.")
    search = Words(["title", "authors", "abstract", "venue"], help_text="Words that the paper holds, all of them.")

    class Meta:
        model = Paper
        fields: list[str] = []


class ReproductionFilter(filters.FilterSet):  # type: ignore[misc]
    paper = filters.NumberFilter("paper_id", min_value=1, max_value=10**18, decimal_places=0, help_text="Its number.")
    status = filters.ChoiceFilter(choices=Reproduction.Status.choices)
    month_from = filters.DateFilter("month", "gte", help_text="Of this month or later.")
    month_to = filters.DateFilter("month", "lte", help_text="Of this month or earlier.")

    class Meta:
        model = Reproduction
        fields: list[str] = []


class ClaimFilter(filters.FilterSet):  # type: ignore[misc]
    reproduction = filters.NumberFilter(
        "reproduction_id", min_value=1, max_value=10**18, decimal_places=0, help_text="Its number."
    )
    search = Words(["metric", "data_set", "place"], help_text="Words that the claim holds, all of them.")

    class Meta:
        model = Claim
        fields: list[str] = []


class ValueFilter(filters.FilterSet):  # type: ignore[misc]
    claim = filters.NumberFilter("claim_id", min_value=1, max_value=10**18, decimal_places=0, help_text="Its number.")

    class Meta:
        model = ClaimRun
        fields: list[str] = []


class QueueFilter(filters.FilterSet):  # type: ignore[misc]
    show = filters.ChoiceFilter(
        method="shown",
        choices=[(one, one) for one in ("new", "starred", "dismissed", "all")],
        help_text="What is new, what was starred, what was dismissed; else all.",
    )
    category = filters.CharFilter(method="listed", max_length=32, help_text="Such as cs.CV.")
    tag = filters.CharFilter(method="tagged", max_length=40)
    search = Words(["title", "authors", "abstract"], help_text="Words that the entry holds, all of them.")

    class Meta:
        model = Preprint
        fields: list[str] = []

    def shown(self, entries: Any, name: str, value: str) -> Any:
        learner = self.request.user
        mine = {"new": entries.new_to, "starred": entries.starred_by, "dismissed": entries.dismissed_by}
        return mine[value](learner) if value in mine else entries

    def listed(self, entries: Any, name: str, value: str) -> Any:
        return entries.in_category(value)

    def tagged(self, entries: Any, name: str, value: str) -> Any:
        return entries.tagged_by(self.request.user, value.strip())


class LogRows(
    ConditionalRetrieve,
    ConditionalUpdate,
    ConditionalDestroy,
    mixins.ListModelMixin,
    viewsets.GenericViewSet[Any],
):
    """Rows of the caller's log: listed, read, made, changed, removed."""

    rows: ClassVar[Any]
    lookup_value_regex = NUMBER

    def get_queryset(self) -> models.QuerySet[Any]:
        return cast("models.QuerySet[Any]", self.rows.of(self.request.user))

    def perform_update(self, form: Any) -> Any:
        """The row is read anew: what is computed of it was computed before the change."""
        return self.get_queryset().get(pk=form.save().pk)

    @idempotent
    def create(self, request: Request) -> Response:
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        own = {"learner": request.user} if self.rows is Paper.objects else {}
        made = self.get_queryset().get(pk=form.save(**own).pk)
        response = self.answer(made, status.HTTP_201_CREATED)
        response.headers["Location"] = reverse(f"{self.basename}-detail", [made.pk], request=request)
        return response


def told(one: str, many: str, serializer: Any) -> Any:
    """What the OpenAPI page says of each operation on such rows."""
    change: dict[str, Any] = {"parameters": [IF_MATCH, ETAG], "responses": {200: serializer}}
    return extend_schema_view(
        list=extend_schema(summary=f"Your {many}"),
        create=extend_schema(summary=f"Add {one}", parameters=[IDEMPOTENCY_KEY, ETAG], responses={201: serializer}),
        retrieve=extend_schema(
            summary=f"Read {one}", parameters=[IF_NONE_MATCH, ETAG], responses={200: serializer, 304: NOT_MODIFIED}
        ),
        update=extend_schema(summary=f"Replace {one}", **change),
        partial_update=extend_schema(summary=f"Change parts of {one}", **change),
        destroy=extend_schema(
            summary=f"Remove {one} and all below it", parameters=[IF_MATCH], responses={204: NO_CONTENT}
        ),
    )


@told("a paper", "papers", PaperSerializer)
class PaperViewSet(LogRows):
    """Papers that the caller logged."""

    rows = Paper.objects
    queryset = Paper.objects.none()
    serializer_class = PaperSerializer
    filterset_class = PaperFilter
    ordering_fields = ("created", "updated", "title")
    ordering = ["-created"]


@told("a reproduction", "reproductions", ReproductionSerializer)
class ReproductionViewSet(LogRows):
    """What the caller tried to reproduce, and how it went."""

    rows = Reproduction.objects
    queryset = Reproduction.objects.none()
    filterset_class = ReproductionFilter
    ordering_fields = ("month", "created", "updated")
    ordering = ["-month"]

    def get_queryset(self) -> models.QuerySet[Any]:
        return Reproduction.objects.of(cast(User, self.request.user)).with_verdicts()

    def get_serializer_class(self) -> Any:
        return ReproductionLineSerializer if self.action == "list" else ReproductionSerializer


@told("a claim", "claims", PaperClaimSerializer)
class ClaimViewSet(LogRows):
    """Values that papers report, and what the caller's seeds make of them."""

    rows = Claim.objects
    queryset = Claim.objects.none()
    serializer_class = PaperClaimSerializer
    filterset_class = ClaimFilter
    ordering_fields = ("id", "metric")
    ordering = ["id"]

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().prefetch_related("runs")


@told("a value", "values, one a seed", ValueSerializer)
class ValueViewSet(LogRows):
    """The value that each seed gave."""

    rows = ClaimRun.objects
    queryset = ClaimRun.objects.none()
    serializer_class = ValueSerializer
    filterset_class = ValueFilter
    ordering_fields = ("created", "seed")
    ordering = ["-created"]


@extend_schema_view(
    list=extend_schema(summary="Your arXiv queue, newest first"),
    retrieve=extend_schema(
        summary="Read an entry", parameters=[IF_NONE_MATCH, ETAG], responses={200: QueueSerializer, 304: NOT_MODIFIED}
    ),
    partial_update=extend_schema(
        summary="Star, dismiss or tag an entry", parameters=[IF_MATCH, ETAG], responses={200: QueueSerializer}
    ),
)
class QueueViewSet(ConditionalRetrieve, ConditionalUpdate, mixins.ListModelMixin, viewsets.GenericViewSet[Preprint]):
    """What arXiv announced in the categories that the caller follows."""

    queryset = Preprint.objects.none()
    serializer_class = QueueSerializer
    filterset_class = QueueFilter
    ordering_fields = ("id", "announced")
    ordering = ["-id"]
    lookup_value_regex = NUMBER
    http_method_names = ["get", "head", "options", "patch", "post"]

    def get_queryset(self) -> models.QuerySet[Preprint]:
        learner = cast(User, self.request.user)
        mine = models.Prefetch("marks", Mark.objects.of(learner), to_attr="mine")
        return Preprint.objects.followed_by(learner).prefetch_related(mine)

    def perform_update(self, form: Any) -> Any:
        return self.get_queryset().get(pk=form.save().pk)

    @extend_schema(
        summary="Add an entry to your papers",
        request=None,
        parameters=[IDEMPOTENCY_KEY],
        responses={200: PaperSerializer, 409: CANNOT_ADD},
    )
    @action(detail=True, methods=["post"], filterset_class=None)
    @idempotent
    def add(self, request: Request, pk: str) -> Response:
        paper = add_to_log(cast(User, request.user), self.get_object())
        if paper is None:
            return Response({"detail": "It could not be added; add it by its arXiv id."}, status.HTTP_409_CONFLICT)
        return Response(PaperSerializer(paper, context=self.get_serializer_context()).data)
