"""Roadmaps, topics and ticks over REST: the built-in roadmaps and one's own, with where the caller stands.

What is said of a topic is said as on the page: of a parent, of the leaves under it that are still open. What is
proven is computed, so nothing here writes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from roadmap.api.conditional import ConditionalDestroy, ConditionalRetrieve
from roadmap.api.filters import Moment, Words
from roadmap.api.listing import ListPages, in_order
from roadmap.api.ordering import Ordering
from roadmap.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, NOT_MODIFIED
from roadmap.path import ticking
from roadmap.path.markdown import plain
from roadmap.path.models import Roadmap, Tick
from roadmap.path.rows import Page, Row
from roadmap.path.serializers import (
    ClaimSerializer,
    PartSerializer,
    RoadmapLineSerializer,
    RoadmapSerializer,
    TickSerializer,
    TopicLineSerializer,
    TopicQuery,
    TopicSerializer,
)
from roadmap.path.standing import Standing, standings
from roadmap.path.tally import State

KEY = r"[-\w]+"
SLUG = OpenApiParameter("slug", {"type": "string", "pattern": f"^{KEY}$"}, OpenApiParameter.PATH)
ROADMAP = OpenApiParameter("roadmap", {"type": "string", "pattern": f"^{KEY}$"}, OpenApiParameter.PATH)
TOPIC = OpenApiParameter("key", {"type": "string", "pattern": f"^{KEY}$"}, OpenApiParameter.PATH)
ROADMAP_COLUMNS: dict[str, Callable[[Standing], Any]] = {
    "title": lambda standing: standing.roadmap.title.casefold(),
    "slug": lambda standing: standing.roadmap.slug,
    "proven": lambda standing: standing.tally.proven_share,
}
TOPIC_COLUMNS: dict[str, Callable[[Row], Any]] = {
    "title": lambda row: plain(row.topic.title).casefold(),
    "state": lambda row: list(State).index(row.progress.state),
}
STILL_OPEN = OpenApiResponse(
    OpenApiTypes.OBJECT, "Something the milestone requires is open: see open. It was not claimed."
)


class StillOpen(APIException):
    """A milestone was to be claimed and something it requires is open; `open` names what."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "still_open"

    def __init__(self, error: ticking.StillOpenError) -> None:
        super().__init__(f"{error} Or send although_open: true.")
        self.members = {"open": PartSerializer(error.parts, many=True).data}


@extend_schema_view(
    list=extend_schema(summary="The roadmaps you see", responses=RoadmapLineSerializer(many=True)),
    retrieve=extend_schema(
        summary="A roadmap with its phases",
        parameters=[SLUG, IF_NONE_MATCH, ETAG],
        responses={200: RoadmapSerializer, 304: NOT_MODIFIED},
    ),
)
class RoadmapViewSet(ConditionalRetrieve, mixins.ListModelMixin, viewsets.GenericViewSet[Roadmap]):
    """The built-in roadmaps, and the caller's own."""

    queryset = Roadmap.objects.none()
    serializer_class = RoadmapSerializer
    pagination_class = ListPages
    page_key = "roadmap.pk"
    filter_backends = [Ordering]
    ordering_fields = tuple(ROADMAP_COLUMNS)
    lookup_field = "slug"
    lookup_value_regex = KEY

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows: Any = in_order(standings(cast(User, request.user)), request, self, ROADMAP_COLUMNS)
        page: Any = self.paginate_queryset(rows)
        return self.get_paginated_response(RoadmapLineSerializer(page, many=True).data)

    def get_object(self) -> Any:
        learner = cast(User, self.request.user)
        return Standing.of(learner, Roadmap.objects.called(self.kwargs["slug"], learner))


@extend_schema_view(
    list=extend_schema(
        summary="A roadmap's topics in reading order",
        parameters=[ROADMAP, TopicQuery],
        responses=TopicLineSerializer(many=True),
    ),
    retrieve=extend_schema(
        summary="A topic, and what proves it",
        parameters=[ROADMAP, TOPIC, IF_NONE_MATCH, ETAG],
        responses={200: TopicSerializer, 304: NOT_MODIFIED},
    ),
)
class TopicViewSet(ConditionalRetrieve, viewsets.GenericViewSet[Any]):
    """The topics of one roadmap, as the caller stands with them."""

    serializer_class = TopicSerializer
    pagination_class = ListPages
    page_key = "topic.pk"
    filter_backends = [Ordering]
    ordering_fields = tuple(TOPIC_COLUMNS)
    lookup_field = "key"
    lookup_value_regex = KEY

    def list(self, request: Request, roadmap: str) -> Response:
        asked = TopicQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        page = self._page()
        rows: Any = in_order(filter(asked.fits, page.rows.values()), request, self, TOPIC_COLUMNS)
        told: Any = self.paginate_queryset(rows)
        return self.get_paginated_response(TopicLineSerializer(told, many=True, context={"page": page}).data)

    def get_object(self) -> Page:
        page = self._page()
        if not page.standing.called(self.kwargs["key"]):
            raise NotFound(f"There is no topic called {self.kwargs['key']} in {self.kwargs['roadmap']}.")
        return page

    def told(self, page: Page) -> Any:
        """The topic that the address names; where a concept stands in several phases, the first."""
        row = page.row(page.standing.called(self.kwargs["key"])[0])
        return TopicSerializer(row, context={"page": page}).data

    def _page(self) -> Page:
        learner = cast(User, self.request.user)
        return Page(Standing.of(learner, Roadmap.objects.called(self.kwargs["roadmap"], learner)))

    @extend_schema(
        summary="Claim a topic",
        request=ClaimSerializer,
        parameters=[ROADMAP, TOPIC, IF_MATCH, ETAG],
        responses={200: TopicSerializer, 409: STILL_OPEN},
    )
    @action(detail=True, methods=["post"])
    def claim(self, request: Request, roadmap: str, key: str) -> Response:
        """Said of a parent, it is said of the leaves under it that are still open."""
        asked = ClaimSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return self._say(ticking.claim_though_open if asked.validated_data["although_open"] else ticking.claim)

    @extend_schema(
        summary="Take a claim back",
        request=None,
        parameters=[ROADMAP, TOPIC, IF_MATCH, ETAG],
        responses=TopicSerializer,
    )
    @action(detail=True, methods=["post"])
    def unclaim(self, request: Request, roadmap: str, key: str) -> Response:
        return self._say(ticking.unclaim)

    @extend_schema(
        summary="Skip a topic", request=None, parameters=[ROADMAP, TOPIC, IF_MATCH, ETAG], responses=TopicSerializer
    )
    @action(detail=True, methods=["post"])
    def skip(self, request: Request, roadmap: str, key: str) -> Response:
        """Skipped leaves leave the denominator; what is proven stays proven."""
        return self._say(ticking.skip)

    @extend_schema(
        summary="Take skipping back",
        request=None,
        parameters=[ROADMAP, TOPIC, IF_MATCH, ETAG],
        responses=TopicSerializer,
    )
    @action(detail=True, methods=["post"])
    def unskip(self, request: Request, roadmap: str, key: str) -> Response:
        return self._say(ticking.unskip)

    def _say(self, say: Callable[[User, Standing, str], object]) -> Response:
        learner = cast(User, self.request.user)
        with transaction.atomic():
            page = self.get_object()
            self.demand_unchanged(page)
            try:
                say(learner, page.standing, self.kwargs["key"])
            except ticking.StillOpenError as error:
                raise StillOpen(error) from error
        return self.answer(Page(page.standing.after(learner)))


class TickFilter(filters.FilterSet):  # type: ignore[misc]
    state = filters.ChoiceFilter(choices=Tick.State.choices)
    at_after = Moment("at", "gte", help_text="Said at this moment or later.")
    at_before = Moment("at", "lt", help_text="Said before this moment.")
    search = Words(["concept__key", "concept__title"], help_text="Words of key or title, all of them.")

    class Meta:
        model = Tick
        fields = ("state",)


@extend_schema_view(
    list=extend_schema(summary="What you claimed and skipped, the latest first"),
    retrieve=extend_schema(
        summary="What you said of a concept",
        parameters=[TOPIC, IF_NONE_MATCH, ETAG],
        responses={200: TickSerializer, 304: NOT_MODIFIED},
    ),
    destroy=extend_schema(summary="Take it back", parameters=[TOPIC, IF_MATCH]),
)
class TickViewSet(ConditionalRetrieve, ConditionalDestroy, mixins.ListModelMixin, viewsets.GenericViewSet[Tick]):
    """What the caller said of concepts. To say something of a topic, post to the topic."""

    queryset = Tick.objects.none()
    serializer_class = TickSerializer
    filterset_class = TickFilter
    ordering_fields = ("at", "key", "state")
    ordering = ["-at"]
    lookup_field = "key"
    lookup_value_regex = KEY

    def get_queryset(self) -> QuerySet[Tick]:
        mine = Tick.objects.filter(learner=cast(User, self.request.user))
        return mine.select_related("concept").annotate(key=F("concept__key"))
