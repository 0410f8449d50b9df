"""Roadmaps from Markdown over REST: what a text would change, and once confirmed, the change."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import APIException
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from labs.parsers import JSONParser
from roadmap.api.idempotency import idempotent
from roadmap.api.schema import IDEMPOTENCY_KEY
from roadmap.path.differences import Sort
from roadmap.path.editing import NotThereError, same_topic
from roadmap.path.forms import MAX_UPLOAD_BYTES, read_uploads
from roadmap.path.importing import MEGABYTE, SLUG_LENGTH, Found, Imported, outlines_among, preview, settle, take_in
from roadmap.path.markdown import Outline, RoadmapError

KEY = r"^[-\w]+$"


class ChangedMeanwhile(APIException):
    status_code = status.HTTP_409_CONFLICT
    default_code = "changed_meanwhile"
    default_detail = "The roadmap is not what it was when you were shown the changes. Ask again; nothing was changed."


class RoadmapImportSerializer(serializers.Serializer[Any]):
    """Either `markdown` or, as multipart form data, `file`: a Markdown file, or a zip of them."""

    markdown = serializers.CharField(required=False, trim_whitespace=False, max_length=4 * MEGABYTE)
    file = serializers.FileField(required=False, help_text="A .md file, or an Obsidian vault as .zip.")
    into = serializers.RegexField(
        KEY, required=False, default="", max_length=SLUG_LENGTH, help_text="A roadmap to update, whatever it says."
    )
    same = serializers.DictField(
        child=serializers.RegexField(KEY, max_length=120),
        required=False,
        help_text="From keys of topics that appear to keys of topics that vanish: these are one.",
    )
    expect = serializers.CharField(
        required=False, max_length=64, help_text="The digest you were shown; refused if the roadmap changed since."
    )
    confirm = serializers.BooleanField(default=False, help_text="False only tells what would change.")

    def validate_file(self, given: UploadedFile[bytes]) -> UploadedFile[bytes]:
        if (given.size or 0) > MAX_UPLOAD_BYTES:
            raise serializers.ValidationError(f"{MAX_UPLOAD_BYTES // MEGABYTE} MB is the most. Nothing was read.")
        return given

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if ("markdown" in given) == ("file" in given):
            raise serializers.ValidationError("Send either markdown or file. Nothing was changed.")
        return given


class ChangeSerializer(serializers.Serializer[Any]):
    sort = serializers.ChoiceField([(sort.value, sort.value) for sort in Sort])
    key = serializers.CharField()
    title = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class NearSerializer(serializers.Serializer[Any]):
    """Two topics that may be one: say so with `same`, and ticks and proofs stay."""

    gone = serializers.CharField()
    gone_title = serializers.CharField()
    new = serializers.CharField()
    new_title = serializers.CharField()
    likeness = serializers.FloatField()


class RoadmapImportedSerializer(serializers.Serializer[Any]):
    roadmap = serializers.CharField(help_text="Its slug.")
    title = serializers.CharField()
    built_in = serializers.BooleanField(help_text="It is a built-in roadmap unchanged: only its boxes count.")
    new = serializers.BooleanField()
    changed = serializers.BooleanField()
    topics = serializers.IntegerField()
    phases = serializers.IntegerField()
    claimed = serializers.IntegerField(help_text="Topics claimed by their boxes.")
    skipped = serializers.IntegerField()
    changes = ChangeSerializer(many=True)
    suggested = NearSerializer(many=True)
    remarks = serializers.ListField(child=serializers.CharField())
    digest = serializers.CharField(help_text="Of the roadmap before; empty for a new one.")


class RoadmapImportAnswerSerializer(serializers.Serializer[Any]):
    confirmed = serializers.BooleanField(help_text="False: nothing was changed yet.")
    roadmaps = RoadmapImportedSerializer(many=True)
    remarks = serializers.ListField(child=serializers.CharField(), help_text="What was left out of a zip, and why.")


class RoadmapImportView(APIView):
    """A text into a roadmap of one's own. Ticks and evidence stay, by `^id` or by the words."""

    parser_classes = [JSONParser, MultiPartParser, FormParser]

    @extend_schema(
        summary="Import roadmaps from Markdown",
        request=RoadmapImportSerializer,
        parameters=[IDEMPOTENCY_KEY],
        responses={200: RoadmapImportAnswerSerializer, 409: OpenApiResponse(description="The roadmap changed since.")},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        asked = RoadmapImportSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        said, learner = asked.validated_data, cast(User, request.user)
        try:
            found = _found(said)
            with transaction.atomic():
                done = [_imported(outline, learner, said) for outline in found.outlines.values()]
        except (RoadmapError, NotThereError) as error:
            raise serializers.ValidationError({"file" if "file" in said else "markdown": [str(error)]}) from error
        answer = {"confirmed": said["confirm"], "roadmaps": done, "remarks": found.remarks}
        return Response(RoadmapImportAnswerSerializer(answer).data)


def _found(said: dict[str, Any]) -> Found:
    if "markdown" in said:
        return outlines_among({"Roadmap.md": said["markdown"].encode("utf-8", "replace")})
    return outlines_among(read_uploads([said["file"]]))


def _imported(outline: Outline, learner: User, said: dict[str, Any]) -> Imported:
    if same := said.get("same"):
        settle(outline, learner, said["into"])
        for new, gone in same.items():
            same_topic(outline, new, gone)
    done = (take_in if said["confirm"] else preview)(outline, learner, said["into"])
    if "expect" in said and said["expect"] != done.digest:
        raise ChangedMeanwhile
    return done
