"""Reviews over REST: cards with their log, katas sent to the judge, explanations rated. Everyone sees only their own.

A kata is rated by the judge: begin a sitting, send code, read the sitting until it tells its review.
"""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import User
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, ValidationError

from labs.actions.submit import RefusedError
from roadmap.api.conditional import Conditional, ConditionalRetrieve
from roadmap.api.idempotency import idempotent
from roadmap.api.schema import ETAG, IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, NOT_MODIFIED
from roadmap.api.single import OneOfTheCaller
from roadmap.proofs.api import NUMBER
from roadmap.reviews.models import Card, Kind, Rating, Review, ReviewPlan, Sitting
from roadmap.reviews.queue import looked_up, spread
from roadmap.reviews.recording import NothingToUndo, change, undo
from roadmap.reviews.serializers import (
    CardLineSerializer,
    CardSerializer,
    ExplanationSerializer,
    KataSerializer,
    PlanSerializer,
    RatingSerializer,
    ReviewSerializer,
    SittingSerializer,
    SpreadSerializer,
)
from roadmap.reviews.sittings import SittingOver, begin, finish, send, settle


class OtherwiseRated(APIException):
    """What was asked does not fit how the card or the sitting stands."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "does_not_fit"


DOES_NOT_FIT = OpenApiResponse(OpenApiTypes.OBJECT, "It does not fit how this stands: see detail. Nothing was changed.")


class CardFilter(filters.FilterSet):  # type: ignore[misc]
    kind = filters.ChoiceFilter(choices=Kind.choices)
    subject = filters.CharFilter(max_length=200, help_text="The slug of a lab, the key of a topic.")
    day_from = filters.DateFilter("day", "gte", help_text="Planned for this day or later.")
    day_to = filters.DateFilter("day", "lte", help_text="Planned for this day or earlier: with today, what is due.")

    class Meta:
        model = Card
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(summary="Your cards, the next review first"),
    retrieve=extend_schema(
        summary="Read a card and its log",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: CardSerializer, 304: NOT_MODIFIED},
    ),
)
class CardViewSet(ConditionalRetrieve, mixins.ListModelMixin, viewsets.GenericViewSet[Card]):
    """What the caller proved, as it returns."""

    queryset = Card.objects.none()
    filterset_class = CardFilter
    ordering_fields = ("day", "due", "stability", "subject")
    ordering = ["day"]
    lookup_value_regex = NUMBER

    def get_queryset(self) -> Any:
        mine = Card.objects.of(cast(User, self.request.user)).select_related("learner")
        return mine if self.action == "list" else mine.prefetch_related("reviews")

    def get_serializer_class(self) -> type[BaseSerializer[Card]]:
        return CardLineSerializer if self.action == "list" else CardSerializer

    def get_serializer_context(self) -> dict[str, Any]:
        learner = self.request.user
        plan = ReviewPlan.objects.of(learner) if isinstance(learner, User) else None
        return {**super().get_serializer_context(), "plan": plan}

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Labs proven and katas passed since the last look are counted first."""
        looked_up(cast(User, request.user))
        return super().list(request, *args, **kwargs)

    @extend_schema(
        summary="Begin a review, or go on with the one begun",
        request=None,
        parameters=[IDEMPOTENCY_KEY, ETAG],
        responses={201: SittingSerializer, 409: DOES_NOT_FIT},
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def begin(self, request: Request, pk: str) -> Response:
        card = self.get_object()
        if not Card.objects.of(cast(User, request.user)).here().filter(pk=card.pk).exists():
            raise OtherwiseRated("What this card is about is not here any more, so it cannot be reviewed.")
        return Response(SittingSerializer(begin(card)).data, status.HTTP_201_CREATED)

    @extend_schema(
        summary="Spread what waits over the coming days",
        request=None,
        parameters=[IDEMPOTENCY_KEY],
        responses={200: SpreadSerializer},
    )
    @action(detail=False, methods=["post"], filterset_class=None, pagination_class=None)
    @idempotent
    def spread(self, request: Request) -> Response:
        """Beyond today's share, as many a day as your plan allows. What fades goes on fading until it is reviewed."""
        looked_up(cast(User, request.user))
        return Response(SpreadSerializer({"days": spread(cast(User, request.user))}).data)


@extend_schema_view(
    retrieve=extend_schema(
        summary="Read a sitting: how it was rated, once it is",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: SittingSerializer, 304: NOT_MODIFIED},
    ),
)
class SittingViewSet(ConditionalRetrieve, viewsets.GenericViewSet[Sitting]):
    """Reviews of the caller under way or over."""

    queryset = Sitting.objects.none()
    serializer_class = SittingSerializer
    lookup_value_regex = NUMBER
    pagination_class = None
    filter_backends = []

    def get_queryset(self) -> Any:
        return Sitting.objects.of(cast(User, self.request.user)).select_related("card__learner", "review")

    def get_object(self) -> Sitting:
        """As the facts have it: a kata whose code has passed meanwhile is rated first."""
        sitting: Sitting = super().get_object()
        if sitting.is_kata and not sitting.ended and settle(sitting):
            sitting.refresh_from_db()
        return sitting

    @extend_schema(
        summary="Send a kata to the judge",
        request=KataSerializer,
        parameters=[IDEMPOTENCY_KEY, ETAG],
        responses={200: SittingSerializer, 409: DOES_NOT_FIT},
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def send(self, request: Request, pk: str) -> Response:
        sitting = self.get_object()
        typed = self._typed(KataSerializer)
        if not sitting.is_kata:
            raise OtherwiseRated("An explanation is written, not sent to the judge.")
        try:
            send(sitting, cast(User, request.user), typed["source"], typed["device"])
        except RefusedError as refusal:
            raise ValidationError({field: [words] for field, words in refusal.sentences.items()}) from refusal
        except SittingOver as over:
            raise OtherwiseRated(str(over)) from over
        return self.answer(self.get_object())

    @extend_schema(
        summary="Explain again, and rate it beside the former text",
        request=ExplanationSerializer,
        parameters=[ETAG],
        responses={200: SittingSerializer, 409: DOES_NOT_FIT},
    )
    @action(detail=True, methods=["post"])
    def explain(self, request: Request, pk: str) -> Response:
        sitting = self.get_object()
        typed = self._typed(ExplanationSerializer)
        if sitting.is_kata or sitting.ended:
            raise OtherwiseRated("Only an explanation that is under way is written.")
        Sitting.objects.open().filter(pk=sitting.pk).update(draft=typed["text"], explained=timezone.now())
        return self.answer(self.get_object())

    @extend_schema(
        summary="Rate an explanation",
        request=RatingSerializer,
        parameters=[ETAG],
        responses={200: SittingSerializer, 409: DOES_NOT_FIT},
    )
    @action(detail=True, methods=["post"])
    def rate(self, request: Request, pk: str) -> Response:
        sitting = self.get_object()
        typed = self._typed(RatingSerializer)
        if sitting.is_kata or not sitting.explained:
            raise OtherwiseRated("A kata is rated by the judge, an explanation once it is written.")
        return self._ended(sitting, Rating(typed["rating"]))

    @extend_schema(
        summary="Give up: not from memory this time",
        request=None,
        parameters=[ETAG],
        responses={200: SittingSerializer, 409: DOES_NOT_FIT},
    )
    @action(detail=True, methods=["post"], url_path="give-up")
    def give_up(self, request: Request, pk: str) -> Response:
        """It returns soon. The proof stays."""
        return self._ended(self.get_object(), Rating.AGAIN)

    @extend_schema(
        summary="Put a sitting off without a rating",
        request=None,
        parameters=[ETAG],
        responses={200: SittingSerializer, 409: DOES_NOT_FIT},
    )
    @action(detail=True, methods=["post"], url_path="put-off")
    def put_off(self, request: Request, pk: str) -> Response:
        sitting = self.get_object()
        if not Sitting.objects.filter(pk=sitting.pk).end():
            raise OtherwiseRated("This sitting is over already.")
        return self.answer(self.get_object())

    def _ended(self, sitting: Sitting, rating: Rating) -> Response:
        if finish(sitting, rating) is None:
            raise OtherwiseRated("This sitting is over already.")
        return self.answer(self.get_object())

    def _typed(self, form_class: type[BaseSerializer[Any]]) -> dict[str, Any]:
        form = form_class(data=self.request.data)
        form.is_valid(raise_exception=True)
        typed: dict[str, Any] = form.validated_data
        return typed


class ReviewViewSet(Conditional, viewsets.GenericViewSet[Review]):
    """Ratings of the caller: a mistaken one is taken back, one that went well may have been easy."""

    queryset = Review.objects.none()
    serializer_class = ReviewSerializer
    lookup_value_regex = NUMBER
    pagination_class = None
    filter_backends = []

    def get_queryset(self) -> Any:
        return Review.objects.of(cast(User, self.request.user)).select_related("card__learner")

    @extend_schema(
        summary="Take a rating back",
        request=None,
        parameters=[ETAG],
        responses={200: ReviewSerializer, 409: DOES_NOT_FIT},
    )
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: str) -> Response:
        """Gives the rating that counts again. The one taken back stays in the log."""
        return self._changed(lambda review: undo(review))

    @extend_schema(
        summary="Say that a review was easy",
        request=None,
        parameters=[ETAG],
        responses={200: ReviewSerializer, 409: DOES_NOT_FIT},
    )
    @action(detail=True, methods=["post"])
    def easy(self, request: Request, pk: str) -> Response:
        if self.get_object().rating not in (Rating.HARD, Rating.GOOD):
            raise OtherwiseRated("Only a review that went well can have been easy.")
        return self._changed(lambda review: change(review, Rating.EASY))

    def _changed(self, alter: Any) -> Response:
        try:
            return self.answer(alter(self.get_object()))
        except NothingToUndo as refused:
            raise OtherwiseRated(str(refused)) from refused


@extend_schema_view(
    get=extend_schema(
        summary="Your plan for reviews",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: PlanSerializer, 304: NOT_MODIFIED},
    ),
    put=extend_schema(summary="Replace your plan", parameters=[IF_MATCH, ETAG]),
    patch=extend_schema(summary="Change parts of your plan", parameters=[IF_MATCH, ETAG]),
)
class PlanView(OneOfTheCaller):
    """How sure the caller wants to be, and how many reviews a day may bring."""

    queryset = ReviewPlan.objects.all()
    serializer_class = PlanSerializer
