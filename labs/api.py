"""The REST API of labs and submissions: send code, read its verdict. Everyone sees only their own submissions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any, cast

from django.contrib.auth.models import User
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.pagination import PageNumberPagination
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, ValidationError

from labs.actions.cancel import cancel
from labs.actions.submit import RefusedError, oversized, submit
from labs.catalogue import catalogue, matching
from labs.models import State, Submission, SubmissionQuerySet
from labs.parsers import JSONParser
from labs.serializers import (
    LabLineSerializer,
    LabSerializer,
    SendSerializer,
    SubmissionLineSerializer,
    SubmissionSerializer,
)
from runner.contract import MAX_SOURCE_BYTES, Ending

# JSON may spell one byte of source with six: \u0061.
MAX_JSON_BYTES = 6 * MAX_SOURCE_BYTES + 4096


class SourceJSONParser(JSONParser):
    """JSON that names the source as the culprit where the request is too long or not UTF-8."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        request = (parser_context or {}).get("request")
        length = int(request.META.get("CONTENT_LENGTH") or 0) if request else 0
        if length > MAX_JSON_BYTES:
            raise ValidationError({"source": [oversized(length)]})
        try:
            return super().parse(stream, media_type, parser_context)
        except ParseError as error:
            if isinstance(error.__context__, UnicodeDecodeError):
                sentence = "The request is not UTF-8 text. Save the file as UTF-8 and send it again."
                raise ValidationError({"source": [sentence]}) from error
            raise


class Pages(PageNumberPagination):
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200


class SubmissionFilter(filters.FilterSet):
    lab = filters.CharFilter(help_text="Slug of a lab.")
    state = filters.ChoiceFilter(choices=State.choices)
    verdict = filters.ChoiceFilter(choices=[(ending.value, ending.value) for ending in Ending])

    class Meta:
        model = Submission
        fields = ("lab", "state", "verdict")


@extend_schema_view(
    list=extend_schema(description="Your submissions, newest first, without their source and results."),
    retrieve=extend_schema(description="One submission; `verdict` is null until `state` is settled."),
)
class SubmissionViewSet(mixins.RetrieveModelMixin, mixins.ListModelMixin, viewsets.GenericViewSet[Submission]):
    """Submissions of the caller."""

    queryset = Submission.objects.none()
    filterset_class = SubmissionFilter
    pagination_class = Pages
    parser_classes = (SourceJSONParser, MultiPartParser)
    lookup_value_regex = r"\d{1,18}"

    def get_queryset(self) -> SubmissionQuerySet:
        return Submission.objects.of(cast(User, self.request.user)).prefetch_related("checks")

    def get_serializer_class(self) -> type[BaseSerializer[Submission]]:
        return SubmissionLineSerializer if self.action == "list" else SubmissionSerializer

    @extend_schema(request=SendSerializer, responses={201: SubmissionSerializer})
    def create(self, request: Request) -> Response:
        """Send a file to a lab. Answers at once, the verdict follows; one of the same lab still waiting is replaced."""
        sent = SendSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            found = submit(cast(User, request.user), **sent.validated_data)
        except RefusedError as refusal:
            raise ValidationError({field: [sentence] for field, sentence in refusal.sentences.items()}) from refusal
        return Response(SubmissionSerializer(found).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=SubmissionSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Cancel: at once where it waits; a running one is settled when its runner has stopped it."""
        cancel(self.get_object())
        return Response(SubmissionSerializer(self.get_object()).data)


class LabViewSet(viewsets.ViewSet):
    """The catalogue."""

    lookup_field = "slug"
    lookup_value_regex = r"[-\w]+"

    @extend_schema(
        parameters=[OpenApiParameter("q", str, description="Words that must all occur.")],
        responses=LabLineSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """Every lab, by topic."""
        found: Any = list(matching(catalogue().values(), request.query_params.get("q", "")))
        return Response(LabLineSerializer(found, many=True).data)

    @extend_schema(responses=LabSerializer, parameters=[OpenApiParameter("slug", str, OpenApiParameter.PATH)])
    def retrieve(self, request: Request, slug: str) -> Response:
        """One lab: statement, starter, names to define, checks, limits."""
        try:
            found = catalogue()[slug]
        except KeyError:
            raise NotFound(f"There is no lab called {slug}.") from None
        return Response(LabSerializer(found).data)
