"""Notes over REST: /api/notes/. A learner sees only their own; another's is not found.

A note's ETag is its revision. With `If-Match` a save or a deletion is refused once the note was changed since it was
read (412, the body holds the present note). What a save replaces is kept in the note's history either way.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.http import parse_etags
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers, status, viewsets
from rest_framework.exceptions import NotFound
from rest_framework.filters import OrderingFilter
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from roadmap.notes.filters import NoteFilter
from roadmap.notes.models import Note, NoteQuerySet
from roadmap.notes.serializers import NoteSerializer
from roadmap.notes.writing import StaleSave

ORDERINGS = ("updated", "created", "title")


class NotePages(CursorPagination):
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = "-updated"
    invalid_cursor_message = "This cursor does not belong to this list. Begin again without it."

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValidationError, ValueError, OverflowError) as unread:  # a position of another ordering, or made up
            raise NotFound(self.invalid_cursor_message) from unread


class NoteOrdering(OrderingFilter):
    """Says which orderings there are instead of passing over one there is not."""

    def remove_invalid_fields(self, queryset: Any, fields: Any, view: Any, request: Request) -> list[str]:
        unknown = [field for field in fields if field.removeprefix("-") not in ORDERINGS]
        if unknown:
            known = ", ".join(ORDERINGS)
            sentence = f"Notes are not ordered by “{unknown[0]}”. Use one of {known}, with - to reverse."
            raise serializers.ValidationError({"ordering": [sentence]})
        return list(fields)


IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the note you read; refused with 412 if it is older.",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag you hold; answered with 304 if it is still right.",
)
ETAG = OpenApiParameter(
    "ETag", OpenApiTypes.STR, OpenApiParameter.HEADER, description="The note's revision.", response=[200, 201, 412]
)
CHANGED = OpenApiResponse(NoteSerializer, "The note was changed since; this is its present version. Nothing was saved.")
NOT_VALID = OpenApiResponse(OpenApiTypes.OBJECT, "What is wrong, by field, in sentences. Nothing was saved.")
NO_SUCH_CURSOR = OpenApiResponse(OpenApiTypes.OBJECT, NotePages.invalid_cursor_message)
NOT_FOUND = OpenApiResponse(OpenApiTypes.OBJECT, "You have no such note.")


@extend_schema_view(
    list=extend_schema(
        summary="Your notes, newest change first",
        responses={200: NoteSerializer(many=True), 400: NOT_VALID, 404: NO_SUCH_CURSOR},
    ),
    create=extend_schema(summary="Write a note", parameters=[ETAG], responses={201: NoteSerializer, 400: NOT_VALID}),
    retrieve=extend_schema(
        summary="Read a note",
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: NoteSerializer, 304: OpenApiResponse(description="You hold the present one."), 404: NOT_FOUND},
    ),
    update=extend_schema(
        summary="Replace a note",
        parameters=[IF_MATCH, ETAG],
        responses={200: NoteSerializer, 400: NOT_VALID, 404: NOT_FOUND, 412: CHANGED},
    ),
    partial_update=extend_schema(
        summary="Change parts of a note",
        parameters=[IF_MATCH, ETAG],
        responses={200: NoteSerializer, 400: NOT_VALID, 404: NOT_FOUND, 412: CHANGED},
    ),
    destroy=extend_schema(
        summary="Delete a note and its history",
        parameters=[IF_MATCH],
        responses={204: None, 404: NOT_FOUND, 412: CHANGED},
    ),
)
class NoteViewSet(viewsets.ModelViewSet[Note]):
    queryset = Note.objects.all()
    serializer_class = NoteSerializer
    pagination_class = NotePages
    filter_backends = [DjangoFilterBackend, NoteOrdering]
    filterset_class = NoteFilter
    ordering_fields = ORDERINGS
    ordering = ["-updated"]
    lookup_value_converter = "int"

    def get_queryset(self) -> NoteQuerySet:
        assert isinstance(self.request.user, User)
        return Note.objects.of(self.request.user).prefetch_related("links")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        note = self.get_object()
        if etag(note) in parse_etags(request.headers.get("If-None-Match", "")):
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": etag(note)})
        return self._answer(note)

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        return self._answer(form.save(), status.HTTP_201_CREATED)

    def update(self, request: Request, *args: Any, partial: bool = False, **kwargs: Any) -> Response:
        note = self.get_object()
        if not unchanged(request, note):
            return self._answer(note, status.HTTP_412_PRECONDITION_FAILED)
        form = self.get_serializer(note, data=request.data, partial=partial)
        form.is_valid(raise_exception=True)
        try:
            return self._answer(form.save())
        except StaleSave as stale:  # saved by someone else between our reading and our writing
            return self._answer(stale.present, status.HTTP_412_PRECONDITION_FAILED)

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        note = self.get_object()
        if not unchanged(request, note):
            return self._answer(note, status.HTTP_412_PRECONDITION_FAILED)
        note.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _answer(self, note: Note, code: int = status.HTTP_200_OK) -> Response:
        return Response(self.get_serializer(note).data, status=code, headers={"ETag": etag(note)})


def etag(note: Note) -> str:
    return f'"{note.revision}"'


def unchanged(request: Request, note: Note) -> bool:
    """True if the note is still the one that If-Match names, or nothing was demanded."""
    if "If-Match" not in request.headers:
        return True
    wanted = parse_etags(request.headers["If-Match"])
    return wanted == ["*"] or etag(note) in wanted
