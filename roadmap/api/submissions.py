"""Submissions over REST: send code, follow it, read its verdict. Everyone sees only their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any, cast

from django.contrib.auth.models import User
from django.http import StreamingHttpResponse
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from redis import RedisError
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import BaseSerializer, ValidationError

from labs import events
from labs.actions.cancel import cancel
from labs.actions.submit import RefusedError, oversized, submit
from labs.models import State, Submission, SubmissionQuerySet
from labs.parsers import JSONParser
from labs.serializers import EventsSerializer, SendSerializer, SubmissionLineSerializer, SubmissionSerializer
from roadmap.api.conditional import ConditionalRetrieve
from roadmap.api.event_stream import EventStreamRenderer, told_as_events
from roadmap.api.filters import Moment, Words
from roadmap.api.idempotency import idempotent
from roadmap.api.schema import ETAG, IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, NOT_MODIFIED
from runner.contract import MAX_SOURCE_BYTES, QUEUES, Ending

# JSON may spell one byte of source with six: \u0061.
MAX_JSON_BYTES = 6 * MAX_SOURCE_BYTES + 4096
LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.URI, OpenApiParameter.HEADER, description="Where to read it.", response=[201]
)
AFTER = OpenApiParameter(
    "after",
    {"type": "string", "pattern": f"^{events.POSITION.pattern}$"},
    description="The position of the last event you have; without it from the beginning.",
)
NO_EVENTS = OpenApiResponse(OpenApiTypes.OBJECT, "The events cannot be read just now; the submission itself can.")


class EventsAway(APIException):
    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_code = "events_away"
    default_detail = "The events cannot be read just now. Nothing is lost: read the submission itself."
    headers = {"Retry-After": "2"}


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


class SubmissionFilter(filters.FilterSet):  # type: ignore[misc]
    lab = filters.CharFilter(help_text="Slug of a lab.", max_length=80)
    state = filters.ChoiceFilter(choices=State.choices)
    verdict = filters.ChoiceFilter(choices=[(ending.value, ending.value) for ending in Ending])
    device = filters.ChoiceFilter(choices=[(device, device) for device in QUEUES])
    created_after = Moment("created", "gte", help_text="Sent at this moment or later.")
    created_before = Moment("created", "lt", help_text="Sent before this moment.")
    search = Words(["lab", "message", "source"], help_text="Words that lab, message or source hold, all of them.")

    class Meta:
        model = Submission
        fields = ("lab", "state", "verdict", "device")


@extend_schema_view(
    list=extend_schema(
        summary="Your submissions, newest first", description="Without their source and results. Filter by any field."
    ),
    retrieve=extend_schema(
        summary="Read a submission",
        description="`verdict` is null until `state` is settled. With If-None-Match it is cheap to ask again.",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: SubmissionSerializer, 304: NOT_MODIFIED},
    ),
)
class SubmissionViewSet(ConditionalRetrieve, mixins.ListModelMixin, viewsets.GenericViewSet[Submission]):
    """Submissions of the caller."""

    queryset = Submission.objects.none()
    filterset_class = SubmissionFilter
    ordering_fields = ("created", "lab", "state", "id")
    ordering = ["-id"]
    parser_classes = (SourceJSONParser, MultiPartParser)
    lookup_value_regex = r"\d{1,18}"

    def get_queryset(self) -> SubmissionQuerySet:
        mine = Submission.objects.of(cast(User, self.request.user))
        return mine.defer("source") if self.action == "list" else mine.prefetch_related("checks")

    def get_serializer_class(self) -> type[BaseSerializer[Submission]]:
        return SubmissionLineSerializer if self.action == "list" else SubmissionSerializer

    @extend_schema(
        summary="Send a file to a lab",
        request=SendSerializer,
        parameters=[IDEMPOTENCY_KEY, ETAG, LOCATION],
        responses={201: SubmissionSerializer},
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Answers at once, the verdict follows; one of the same lab still waiting is replaced."""
        sent = SendSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            found = submit(cast(User, request.user), **sent.validated_data)
        except RefusedError as refusal:
            raise ValidationError({field: [sentence] for field, sentence in refusal.sentences.items()}) from refusal
        response = self.answer(found, status.HTTP_201_CREATED)
        response.headers["Location"] = reverse("api-submission-detail", [found.pk], request=request)
        return response

    @extend_schema(
        summary="Cancel a submission",
        request=None,
        parameters=[IF_MATCH, ETAG],
        responses=SubmissionSerializer,
    )
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """At once where it waits; a running one is settled when its runner has stopped it; a settled one stays."""
        found = self.get_object()
        self.demand_unchanged(found)
        cancel(found)
        return self.answer(self.get_object())

    @extend_schema(
        summary="What happened to a submission so far",
        parameters=[AFTER, OpenApiParameter("format", exclude=True)],
        responses={
            (200, "application/json"): EventsSerializer,
            (200, "text/event-stream"): OpenApiTypes.ANY,
            503: NO_EVENTS,
        },
    )
    @action(detail=True, renderer_classes=[JSONRenderer, EventStreamRenderer], filterset_class=None, ordering_fields=())
    def events(self, request: Request, pk: str) -> Response | StreamingHttpResponse:
        """The runner's events of the last day. Ask again with `after` for what came since; or ask for
        text/event-stream, which follows the submission until it is settled."""
        found = self.get_object()
        after = request.headers.get("Last-Event-ID") or request.query_params.get("after") or events.FROM_THE_START
        if not events.POSITION.fullmatch(after):
            raise ValidationError({"after": ["This is no position of an event. Leave it out to begin anew."]})
        if request.accepted_renderer.media_type == EventStreamRenderer.media_type:
            return told_as_events(found.pk, after)
        try:
            told = events.told_since(found.pk, after)
        except RedisError as error:
            raise EventsAway from error
        position = told[-1].position if told else after
        return Response(EventsSerializer({"results": told, "next": position, "state": found.state}).data)
