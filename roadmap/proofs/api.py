"""Evidence over REST: explanations with their rubric, artefacts, readings, links. Everyone sees only their own.

What they prove is computed: read the topic. A mentor answers in the browser, by the link that `shared` tells.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, cast

from django.contrib.auth.models import User
from django.db import transaction
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from roadmap.api.conditional import Conditional, ConditionalDestroy, ConditionalRetrieve, ConditionalUpdate
from roadmap.api.filters import Moment, Words
from roadmap.api.idempotency import idempotent
from roadmap.api.schema import ETAG, IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, NOT_MODIFIED
from roadmap.proofs import presenting
from roadmap.proofs.models import CONCEPT_CHARACTERS, Exhibit, ExhibitQuerySet, TeachBack, TeachBackQuerySet
from roadmap.proofs.serializers import (
    AnswerSerializer,
    ArtefactSerializer,
    KeptLinkSerializer,
    ReadingSerializer,
    TeachBackLineSerializer,
    TeachBackSerializer,
)

NUMBER = r"\d{1,18}"
View = TypeVar("View", bound=type[viewsets.GenericViewSet[Any]])


class TeachBackFilter(filters.FilterSet):  # type: ignore[misc]
    topic = filters.CharFilter("concept", max_length=CONCEPT_CHARACTERS, help_text="A topic's key.")
    created_after = Moment("created", "gte", help_text="Presented at this moment or later.")
    created_before = Moment("created", "lt", help_text="Presented before this moment.")
    search = Words(["title", "text"], help_text="Words that title or text hold, all of them.")

    class Meta:
        model = TeachBack
        fields: list[str] = []


class ExhibitFilter(filters.FilterSet):  # type: ignore[misc]
    topic = filters.CharFilter("concept", max_length=CONCEPT_CHARACTERS, help_text="A topic's key.")
    day_from = filters.DateFilter("day", "gte", help_text="On this day or later.")
    day_to = filters.DateFilter("day", "lte", help_text="On this day or earlier.")
    search = Words(["says", "url", "file_name", "log"], help_text="Words that it holds, all of them.")

    class Meta:
        model = Exhibit
        fields: list[str] = []


class Kept(Conditional):
    """What is made once for each Idempotency-Key."""

    def made(self, request: Request, **values: Any) -> Response:
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        return self.answer(form.save(**values), status.HTTP_201_CREATED)


@extend_schema_view(
    list=extend_schema(summary="Your explanations, newest first"),
    retrieve=extend_schema(
        summary="Read an explanation and what was answered about it",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: TeachBackSerializer, 304: NOT_MODIFIED},
    ),
    destroy=extend_schema(summary="Remove an explanation and its answers; its note stays", parameters=[IF_MATCH]),
)
class TeachBackViewSet(
    Kept, ConditionalRetrieve, ConditionalDestroy, mixins.ListModelMixin, viewsets.GenericViewSet[TeachBack]
):
    """Explanations of the caller. A text does not change: present the note's newer one beside it."""

    queryset = TeachBack.objects.none()
    filterset_class = TeachBackFilter
    ordering_fields = ("created", "title", "concept")
    ordering = ["-created"]
    lookup_value_regex = NUMBER

    def get_queryset(self) -> TeachBackQuerySet:
        mine = TeachBack.objects.of(cast(User, self.request.user)).prefetch_related("assessments")
        return mine.defer("text") if self.action == "list" else mine

    def get_serializer_class(self) -> type[BaseSerializer[TeachBack]]:
        return TeachBackLineSerializer if self.action == "list" else TeachBackSerializer

    @extend_schema(
        summary="Present an explanation", parameters=[IDEMPOTENCY_KEY, ETAG], responses={201: TeachBackSerializer}
    )
    @idempotent
    def create(self, request: Request) -> Response:
        return self.made(request)

    @extend_schema(
        summary="Answer the rubric",
        request=AnswerSerializer,
        parameters=[IDEMPOTENCY_KEY, IF_MATCH, ETAG],
        responses=TeachBackSerializer,
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def assess(self, request: Request, pk: str) -> Response:
        """Beside earlier answers, in place of none. It is met once no answer is 0."""
        self.get_object()  # where there is none of the caller's, that comes before what is wrong with the answers
        form = AnswerSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        levels = dict(form.validated_data)
        remark = levels.pop("remark")
        return self._change(lambda row: presenting.assess(row, cast(User, request.user), levels, remark))

    @extend_schema(summary="Make a link for a mentor", request=None, parameters=[IF_MATCH, ETAG])
    @action(detail=True, methods=["post"])
    def share(self, request: Request, pk: str) -> Response:
        """Whoever is signed in and has the link reads this one text and may answer its rubric."""
        return self._change(presenting.invite)

    @extend_schema(summary="End the sharing", request=None, parameters=[IF_MATCH, ETAG])
    @action(detail=True, methods=["post"])
    def unshare(self, request: Request, pk: str) -> Response:
        return self._change(presenting.uninvite)

    def _change(self, change: Callable[[TeachBack], object]) -> Response:
        with transaction.atomic():
            change(self.locked_object())
            return self.answer(self.get_object())


class ExhibitViewSet(
    Kept,
    ConditionalRetrieve,
    ConditionalUpdate,
    ConditionalDestroy,
    mixins.ListModelMixin,
    viewsets.GenericViewSet[Exhibit],
):
    """One kind of what the caller keeps."""

    kind: ClassVar[Exhibit.Kind]
    queryset = Exhibit.objects.none()
    filterset_class = ExhibitFilter
    ordering_fields = ("day", "created", "concept")
    ordering = ["-day"]
    lookup_value_regex = NUMBER

    def get_queryset(self) -> ExhibitQuerySet:
        return Exhibit.objects.of(cast(User, self.request.user)).filter(kind=self.kind)

    @idempotent
    def create(self, request: Request) -> Response:
        return self.made(request, learner=request.user, kind=self.kind)


def described(one: str, many: str, told: type[BaseSerializer[Any]]) -> Callable[[View], View]:
    """What the schema says of the addresses of one kind."""
    answers = {200: told, 304: NOT_MODIFIED}
    return extend_schema_view(
        list=extend_schema(summary=f"Your {many}, the latest first"),
        create=extend_schema(summary=f"Keep {one}", parameters=[IDEMPOTENCY_KEY, ETAG], responses={201: told}),
        retrieve=extend_schema(summary=f"Read {one}", parameters=[IF_NONE_MATCH, ETAG], responses=answers),
        update=extend_schema(summary=f"Replace {one}", parameters=[IF_MATCH, ETAG]),
        partial_update=extend_schema(summary=f"Change parts of {one}", parameters=[IF_MATCH, ETAG]),
        destroy=extend_schema(summary=f"Remove {one}", parameters=[IF_MATCH]),
    )


@described("an artefact", "artefacts", ArtefactSerializer)
class ArtefactViewSet(ExhibitViewSet):
    """Things the caller made."""

    kind = Exhibit.Kind.ARTEFACT
    serializer_class = ArtefactSerializer


@described("a reading", "readings", ReadingSerializer)
class ReadingViewSet(ExhibitViewSet):
    """What the caller finished reading."""

    kind = Exhibit.Kind.READING
    serializer_class = ReadingSerializer


@described("a link", "links", KeptLinkSerializer)
class LinkViewSet(ExhibitViewSet):
    """Links that show something."""

    kind = Exhibit.Kind.LINK
    serializer_class = KeptLinkSerializer
