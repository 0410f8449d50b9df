"""Notes over REST: /api/notes/. A learner sees only their own; another's is not found.

A note's ETag is its revision. With `If-Match` a save or a deletion is refused once the note was changed since it was
read (412, the note as it stands under `present`). What a save replaces is kept in the note's history either way.
"""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import User
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from labs.parsers import JSONParser
from roadmap.api.conditional import ConditionalDestroy, ConditionalRetrieve, ConditionalUpdate
from roadmap.api.idempotency import idempotent
from roadmap.api.schema import ETAG, IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, NO_CONTENT, NOT_MODIFIED
from roadmap.notes.api_import import ImportedSerializer, ImportSerializer
from roadmap.notes.filters import NoteFilter
from roadmap.notes.importing import imported
from roadmap.notes.models import Note, NoteLink, NoteQuerySet
from roadmap.notes.serializers import NoteLineSerializer, NoteSerializer, TagSerializer
from roadmap.notes.words import wanted


@extend_schema_view(
    list=extend_schema(
        summary="Your notes, newest change first; searched, the best answer first",
        description="Each with an excerpt, in pieces: what was searched for is marked.",
        responses=NoteLineSerializer(many=True),
    ),
    retrieve=extend_schema(
        summary="Read a note",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: NoteSerializer, 304: NOT_MODIFIED},
    ),
    update=extend_schema(summary="Replace a note", parameters=[IF_MATCH, ETAG], responses={200: NoteSerializer}),
    partial_update=extend_schema(
        summary="Change parts of a note", parameters=[IF_MATCH, ETAG], responses={200: NoteSerializer}
    ),
    destroy=extend_schema(summary="Delete a note and its history", parameters=[IF_MATCH], responses={204: NO_CONTENT}),
)
class NoteViewSet(
    ConditionalRetrieve,
    ConditionalUpdate,
    ConditionalDestroy,
    mixins.ListModelMixin,
    viewsets.GenericViewSet[Note],
):
    """Notes of the caller."""

    queryset = Note.objects.none()
    serializer_class = NoteSerializer
    filterset_class = NoteFilter
    ordering_fields = ("updated", "created", "title")
    lookup_value_regex = r"\d{1,18}"

    def get_queryset(self) -> NoteQuerySet:
        return Note.objects.of(cast(User, self.request.user)).with_text().prefetch_related("links")

    def get_serializer_class(self) -> type[NoteSerializer]:
        return NoteLineSerializer if self.action in ("list", "backlinks") else NoteSerializer

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "wanted": wanted(self.request.query_params.get("search", ""))}

    @extend_schema(summary="Write a note", parameters=[IDEMPOTENCY_KEY, ETAG], responses={201: NoteSerializer})
    @idempotent
    def create(self, request: Request) -> Response:
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        note = form.save()
        response = self.answer(note, status.HTTP_201_CREATED)
        response.headers["Location"] = reverse("api-note-detail", [note.pk], request=request)
        return response

    @extend_schema(
        summary="Your notes that link to this one",
        responses=NoteLineSerializer(many=True),
    )
    @action(detail=True, filterset_class=None)
    def backlinks(self, request: Request, pk: str) -> Response:
        found = self.filter_queryset(Note.objects.linking_to(self.get_object()).with_text().prefetch_related("links"))
        page = self.paginate_queryset(found)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="Your tags, and how many notes have each", responses=TagSerializer(many=True))
    @action(detail=False, filterset_class=None, ordering_fields=(), pagination_class=None)
    def tags(self, request: Request) -> Response:
        return Response(TagSerializer(NoteLink.objects.tags_of(cast(User, request.user)), many=True).data)

    @extend_schema(
        summary="Bring many notes in",
        description="Each note is taken or refused by itself; `results` says which, in the order they were sent. "
        "One that is there already, word for word, is left as it is; one of the same title and another text is "
        "refused, or with `existing` as `revise` replaces it, and the text it replaces is kept in the history.",
        request=ImportSerializer,
        parameters=[IDEMPOTENCY_KEY],
        responses=ImportedSerializer,
    )
    @action(
        detail=False,
        methods=["post"],
        url_path="import",
        url_name="import",
        parser_classes=[JSONParser],
        filterset_class=None,
        ordering_fields=(),
        pagination_class=None,
    )
    @idempotent
    def bring_in(self, request: Request) -> Response:
        sent = ImportSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        results = imported(sent.validated_data["notes"], sent.validated_data["existing"], self.get_serializer_context())
        return Response(ImportedSerializer({"results": results}).data)
