"""The catalogue over REST: the same for every learner, but for how they stand with each lab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.models import User
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from labs.catalogue import catalogue
from labs.marks import MARKS, NOT_BEGUN, marks_of
from labs.narrowing import LONGEST_SEARCH, Narrowing
from labs.prerequisites import is_ready
from labs.serializers import LabLineSerializer, LabSerializer
from roadmap.api.conditional import ConditionalRetrieve
from roadmap.api.listing import ListPages, in_order
from roadmap.api.ordering import Ordering
from roadmap.api.schema import ETAG, IF_NONE_MATCH, NOT_MODIFIED
from runner.lab import DEVICES, FRAMEWORKS, LEVELS, Lab

COLUMNS: dict[str, Callable[[Lab], Any]] = {
    "title": lambda lab: lab.title.casefold(),
    "topic": lambda lab: lab.topic,
    "level": lambda lab: LEVELS.index(lab.level),
    "minutes": lambda lab: lab.minutes,
}
MOST_MINUTES = 10_000
SLUG = OpenApiParameter("slug", {"type": "string", "pattern": r"^[-\w]+$"}, OpenApiParameter.PATH)


class PlainText(BaseRenderer):
    """A text as it is; the exception handler tells a problem as JSON all the same."""

    charset = "utf-8"
    format = "text"

    def render(self, data: Any, media_type: str | None = None, context: Any = None) -> bytes:
        return str(data).encode()


class MarkdownText(PlainText):
    media_type = "text/markdown"


class PythonText(PlainText):
    media_type = "text/x-python"


class LabQuery(serializers.Serializer[Any]):
    """How the catalogue is narrowed down; labs/narrowing.py does it."""

    search = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=LONGEST_SEARCH,
        help_text="Words that must all occur; case, accents and hyphens do not count.",
    )
    topic = serializers.CharField(required=False, allow_blank=True, max_length=80)
    concept = serializers.CharField(required=False, allow_blank=True, max_length=120, help_text="A concept it proves.")
    framework = serializers.ChoiceField(FRAMEWORKS, required=False)
    level = serializers.ChoiceField(LEVELS, required=False)
    device = serializers.ChoiceField(DEVICES, required=False)
    minutes = serializers.IntegerField(
        required=False, min_value=1, max_value=MOST_MINUTES, help_text="The time at hand: it asks for no more."
    )
    state = serializers.ChoiceField([*MARKS], required=False, help_text="How you stand with it.")
    ready = serializers.BooleanField(
        required=False, allow_null=True, default=None, help_text="Not proven yet, and all that it builds on is."
    )


class LabStandingSerializer(LabLineSerializer):
    """A lab in the list, and how the caller stands with it."""

    state = serializers.SerializerMethodField()
    ready = serializers.SerializerMethodField(help_text="Not proven yet, and all that it builds on is.")

    @extend_schema_field(serializers.ChoiceField([*MARKS]))
    def get_state(self, lab: Lab) -> str:
        mark: str = self.context["marks"].get(lab.slug, NOT_BEGUN)
        return mark

    def get_ready(self, lab: Lab) -> bool:
        return is_ready(lab, self.context["marks"])


class LabViewSet(ConditionalRetrieve, viewsets.GenericViewSet[Any]):
    """The catalogue."""

    serializer_class = LabSerializer
    pagination_class = ListPages
    filter_backends = [Ordering]
    ordering_fields = tuple(COLUMNS)
    lookup_field = "slug"
    lookup_value_regex = r"[-\w]+"

    @extend_schema(
        summary="The labs, in the order of learning", parameters=[LabQuery], responses=LabStandingSerializer(many=True)
    )
    def list(self, request: Request) -> Response:
        asked = LabQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        marks = marks_of(cast(User, request.user))
        found = Narrowing(**asked.validated_data).found(marks)
        rows: Any = self.paginate_queryset(in_order(found, request, self, COLUMNS))
        return self.get_paginated_response(LabStandingSerializer(rows, many=True, context={"marks": marks}).data)

    @extend_schema(
        summary="One lab: statement, starter, names to define, checks, limits",
        parameters=[SLUG, IF_NONE_MATCH, ETAG],
        responses={200: LabSerializer, 304: NOT_MODIFIED},
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="The statement as Markdown",
        parameters=[SLUG, IF_NONE_MATCH, ETAG],
        responses={(200, "text/markdown"): OpenApiTypes.STR, 304: NOT_MODIFIED},
    )
    @action(detail=True, renderer_classes=[MarkdownText])
    def statement(self, request: Request, slug: str) -> Response:
        return self.answer(self.get_object())

    @extend_schema(
        summary="The file to begin from",
        parameters=[SLUG, IF_NONE_MATCH, ETAG],
        responses={(200, "text/x-python"): OpenApiTypes.STR, 304: NOT_MODIFIED},
    )
    @action(detail=True, renderer_classes=[PythonText])
    def starter(self, request: Request, slug: str) -> Response:
        return self.answer(self.get_object())

    def get_object(self) -> Lab:
        slug = self.kwargs["slug"]
        try:
            return catalogue()[slug]
        except KeyError:
            raise NotFound(f"There is no lab called {slug}.") from None

    def version_of(self, lab: Lab) -> str:
        return lab.digest

    def told(self, lab: Lab) -> Any:
        match self.action:
            case "statement":
                return lab.statement
            case "starter":
                return lab.starter
        return super().told(lab)
