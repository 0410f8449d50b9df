"""Habits over REST: minutes and the timer, rest days, rungs, entries, routines. Everyone sees only their own."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from roadmap.api.conditional import ConditionalDestroy, ConditionalRetrieve, ConditionalUpdate
from roadmap.api.filters import Words
from roadmap.api.idempotency import idempotent
from roadmap.api.schema import ETAG, IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, NOT_MODIFIED
from roadmap.habits import timing
from roadmap.habits.models import About, Entry, Minutes, RestDay, Routine, Rung, Timer
from roadmap.habits.resting import take_back
from roadmap.habits.serializers import (
    EntrySerializer,
    MinutesSerializer,
    RestDaySerializer,
    RoutineSerializer,
    RungSerializer,
    StopSerializer,
    TimerSerializer,
)
from roadmap.proofs.api import NUMBER, Kept, described

NO_TIMER = "No timer runs."


class MinutesFilter(filters.FilterSet):  # type: ignore[misc]
    kind = filters.ChoiceFilter(choices=About.choices)
    subject = filters.CharFilter(max_length=200, help_text="The slug of a lab, the key of a topic.")
    day_from = filters.DateFilter("day", "gte", help_text="On this day or later.")
    day_to = filters.DateFilter("day", "lte", help_text="On this day or earlier.")
    search = Words(["subject", "remark"], help_text="Words that subject or remark hold, all of them.")

    class Meta:
        model = Minutes
        fields: list[str] = []


class EntryFilter(filters.FilterSet):  # type: ignore[misc]
    kind = filters.ChoiceFilter(choices=Entry.Kind.choices)
    day_from = filters.DateFilter("day", "gte", help_text="On this day or later.")
    day_to = filters.DateFilter("day", "lte", help_text="On this day or earlier.")
    search = Words(["title", "score", "learned"], help_text="Words that it holds, all of them.")

    class Meta:
        model = Entry
        fields: list[str] = []


class OwnRows(
    Kept,
    ConditionalRetrieve,
    ConditionalUpdate,
    ConditionalDestroy,
    mixins.ListModelMixin,
    viewsets.GenericViewSet[Any],
):
    """Rows of the caller: read, made, changed, removed."""

    rows: ClassVar[type[Model]]
    lookup_value_regex = NUMBER

    def get_queryset(self) -> Any:
        return self.rows._default_manager.filter(learner=cast(User, self.request.user))

    @idempotent
    def create(self, request: Request) -> Response:
        return self.made(request, learner=request.user)


@described("a row of minutes", "minutes", MinutesSerializer)
class MinutesViewSet(OwnRows):
    """Time that the caller spent."""

    rows = Minutes
    queryset = Minutes.objects.none()
    serializer_class = MinutesSerializer
    filterset_class = MinutesFilter
    ordering_fields = ("day", "minutes", "created")
    ordering = ["-day"]


@described("an entry", "entries", EntrySerializer)
class EntryViewSet(OwnRows):
    """Competitions, tools, teaching and contributions of the caller."""

    rows = Entry
    queryset = Entry.objects.none()
    serializer_class = EntrySerializer
    filterset_class = EntryFilter
    ordering_fields = ("day", "title", "created")
    ordering = ["-day"]


@described("a rung", "rungs", RungSerializer)
class RungViewSet(OwnRows):
    """Projects of the caller on the ladders."""

    rows = Rung
    queryset = Rung.objects.none()
    serializer_class = RungSerializer
    ordering_fields = ("created", "ladder", "key")
    ordering = ["created"]


@described("a routine", "routines", RoutineSerializer)
class RoutineViewSet(OwnRows):
    """What comes round for the caller."""

    rows = Routine
    queryset = Routine.objects.none()
    serializer_class = RoutineSerializer
    ordering_fields = ("title", "created")
    ordering = ["created"]

    def get_queryset(self) -> Any:
        return super().get_queryset().prefetch_related("done")

    @extend_schema(summary="Mark a routine as done today", request=None, parameters=[ETAG])
    @action(detail=True, methods=["post"])
    def done(self, request: Request, pk: str) -> Response:
        """Said twice, it is done once."""
        self.get_object().done.get_or_create(day=timezone.localdate())
        return self.answer(self.get_object())

    @extend_schema(summary="Take back that it was done today", request=None, parameters=[ETAG])
    @action(detail=True, methods=["post"])
    def undone(self, request: Request, pk: str) -> Response:
        self.get_object().done.filter(day=timezone.localdate()).delete()
        return self.answer(self.get_object())


class PastRest(APIException):
    status_code = status.HTTP_409_CONFLICT
    default_code = "past_rest"
    default_detail = "A day of rest that has passed stays: streaks were counted with it. Nothing was changed."


@extend_schema_view(
    list=extend_schema(summary="Your rest days, the next last"),
    create=extend_schema(
        summary="Plan a rest day", parameters=[IDEMPOTENCY_KEY, ETAG], responses={201: RestDaySerializer}
    ),
    retrieve=extend_schema(
        summary="Read a rest day",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: RestDaySerializer, 304: NOT_MODIFIED},
    ),
    destroy=extend_schema(
        summary="Take a rest day back",
        parameters=[IF_MATCH],
        responses={204: None, 409: OpenApiResponse(OpenApiTypes.OBJECT, PastRest.default_detail)},
    ),
)
class RestDayViewSet(
    Kept, ConditionalRetrieve, ConditionalDestroy, mixins.ListModelMixin, viewsets.GenericViewSet[RestDay]
):
    """Days of planned rest of the caller."""

    queryset = RestDay.objects.none()
    serializer_class = RestDaySerializer
    ordering_fields = ("day",)
    ordering = ["day"]
    lookup_value_regex = NUMBER

    def get_queryset(self) -> Any:
        return RestDay.objects.of(cast(User, self.request.user))

    @idempotent
    def create(self, request: Request) -> Response:
        return self.made(request)

    def perform_destroy(self, row: RestDay) -> None:
        if not take_back(row.learner, row.day):
            raise PastRest


class TimerForgotten(APIException):
    status_code = status.HTTP_409_CONFLICT
    default_code = "timer_forgotten"
    default_detail = "The timer ran so long that it was probably forgotten. Stop it with the minutes of work."


FORGOTTEN = OpenApiResponse(OpenApiTypes.OBJECT, TimerForgotten.default_detail)


class TimerViewSet(viewsets.GenericViewSet[Timer]):
    """The one timer of the caller."""

    queryset = Timer.objects.none()
    serializer_class = TimerSerializer
    pagination_class = None
    filter_backends = []

    @extend_schema(summary="The timer that runs", responses={200: TimerSerializer, 404: OpenApiTypes.OBJECT})
    def retrieve(self, request: Request) -> Response:
        return Response(self.get_serializer(self._timer()).data)

    @extend_schema(
        summary="Start the timer",
        parameters=[IDEMPOTENCY_KEY],
        responses={201: TimerSerializer, 409: FORGOTTEN},
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """What was timed before is written down. On what it runs on already, it goes on."""
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        try:
            timing.start(cast(User, request.user), form.validated_data["kind"], form.validated_data["subject"])
        except timing.Forgotten as forgotten:
            raise TimerForgotten from forgotten
        return Response(self.get_serializer(self._timer()).data, status.HTTP_201_CREATED)

    @extend_schema(
        summary="Stop the timer and write its minutes down",
        request=StopSerializer,
        parameters=[IDEMPOTENCY_KEY],
        responses={
            200: MinutesSerializer,
            204: OpenApiResponse(description="Thrown away: 0 minutes."),
            404: OpenApiTypes.OBJECT,
            409: FORGOTTEN,
        },
    )
    @idempotent
    def stop(self, request: Request) -> Response:
        form = StopSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        self._timer()
        try:
            spent = timing.stop(cast(User, request.user), form.validated_data.get("minutes"))
        except timing.Forgotten as forgotten:
            raise TimerForgotten from forgotten
        if spent is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        return Response(MinutesSerializer(spent, context=self.get_serializer_context()).data)

    def _timer(self) -> Timer:
        timer = Timer.objects.filter(learner=cast(User, self.request.user)).first()
        if timer is None:
            raise NotFound(NO_TIMER)
        return timer
