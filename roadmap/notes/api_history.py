"""The earlier texts of a note over REST: /api/notes/<note>/history/."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, ValidationError

from roadmap.api.conditional import ConditionalRetrieve, PreconditionFailed, quoted
from roadmap.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, NOT_MODIFIED
from roadmap.notes.models import Note, NoteRevision
from roadmap.notes.serializers import NoteSerializer, RevisionLineSerializer, RevisionSerializer
from roadmap.notes.writing import TitleTaken, read_back, revise

NOTE = OpenApiParameter("note_pk", {"type": "string", "pattern": r"^\d{1,18}$"}, OpenApiParameter.PATH)
REVISION = OpenApiParameter("id", {"type": "string", "pattern": r"^\d{1,18}$"}, OpenApiParameter.PATH)


@extend_schema_view(
    list=extend_schema(
        summary="The earlier texts of a note, newest first",
        parameters=[NOTE],
        responses=RevisionLineSerializer(many=True),
    ),
    retrieve=extend_schema(
        summary="Read an earlier text",
        parameters=[NOTE, REVISION, IF_NONE_MATCH, ETAG],
        responses={200: RevisionSerializer, 304: NOT_MODIFIED},
    ),
)
class NoteHistoryViewSet(ConditionalRetrieve, mixins.ListModelMixin, viewsets.GenericViewSet[NoteRevision]):
    """Earlier texts of one note of the caller, those set aside because they came too late among them."""

    queryset = NoteRevision.objects.none()
    filter_backends = ()
    lookup_value_regex = r"\d{1,18}"

    def get_queryset(self) -> QuerySet[NoteRevision]:
        return NoteRevision.objects.filter(note=self._note())

    def get_serializer_class(self) -> type[BaseSerializer[NoteRevision]]:
        return RevisionLineSerializer if self.action == "list" else RevisionSerializer

    @extend_schema(
        summary="Make an earlier text the present one",
        description="The text it replaces joins the history.",
        request=None,
        parameters=[NOTE, REVISION, IF_MATCH, ETAG],
        responses=NoteSerializer,
    )
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, note_pk: str, pk: str) -> Response:
        with transaction.atomic():
            earlier, note = self.get_object(), self._note()
            self._demand_unchanged(note)
            try:
                note = revise(note, note.revision, earlier.title, earlier.body, read_back(earlier.attachments))
            except TitleTaken as taken:
                raise ValidationError({"title": [str(taken)]}) from taken
        return Response(NoteSerializer(note).data, headers={"ETag": quoted(note.revision)})

    def _demand_unchanged(self, note: Note) -> None:
        """If-Match names the note here, not the earlier text."""
        wanted = parse_etags(self.request.headers.get("If-Match", "*"))
        if wanted != ["*"] and quoted(note.revision) not in wanted:
            raise PreconditionFailed(NoteSerializer(note).data, quoted(note.revision))

    def _note(self) -> Note:
        mine = Note.objects.of(cast(User, self.request.user)).prefetch_related("links")
        return get_object_or_404(mine, pk=self.kwargs["note_pk"])
