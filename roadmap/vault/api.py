"""The vault over REST: everything of the caller as a zip, and a zip taken in."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import renderers, serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from roadmap.path.markdown import RoadmapError
from roadmap.vault.forms import oversized
from roadmap.vault.packing import preview, read_vault, unpack
from roadmap.vault.streaming import sent


class Zip(renderers.BaseRenderer):
    """Names what the answer is; the answer itself is made elsewhere."""

    media_type, format, charset = "application/zip", "zip", None

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        return b""


class VaultSerializer(serializers.Serializer[Any]):
    """The file as multipart form data."""

    vault = serializers.FileField(help_text="A vault, as a zip.")
    confirm = serializers.BooleanField(default=False, help_text="False only tells what would be taken in.")

    def validate_vault(self, given: UploadedFile[bytes]) -> UploadedFile[bytes]:
        if refusal := oversized(given):
            raise serializers.ValidationError(refusal)
        return given


class RoomSerializer(serializers.Serializer[Any]):
    added = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    copied = serializers.IntegerField(help_text="Kept beside what differs.")
    problems = serializers.ListField(child=serializers.CharField(), help_text="What was left out, and why.")


class CarriedSerializer(serializers.Serializer[Any]):
    """What was taken in, or would be, room by room."""

    confirmed = serializers.BooleanField(help_text="False: nothing was changed yet.")
    added = serializers.IntegerField()
    copied = serializers.IntegerField()
    rooms = serializers.DictField(child=RoomSerializer())


class VaultView(APIView):
    """Everything of yours."""

    renderer_classes = [Zip, renderers.JSONRenderer]

    @extend_schema(
        summary="Your vault, as a zip",
        responses={(200, "application/zip"): OpenApiResponse(OpenApiTypes.BINARY, "An Obsidian vault.")},
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        return sent(request._request, cast(User, request.user))


class VaultImportView(APIView):
    """A vault taken in. Nothing you have is overwritten; the same file again changes nothing."""

    parser_classes = [MultiPartParser]

    @extend_schema(summary="Take in a vault", request=VaultSerializer, responses=CarriedSerializer)
    def post(self, request: Request) -> Response:
        asked = VaultSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        confirmed = asked.validated_data["confirm"]
        try:
            texts = read_vault(asked.validated_data["vault"].file)
            done = (unpack if confirmed else preview)(cast(User, request.user), texts)
        except RoadmapError as error:
            raise serializers.ValidationError({"vault": [str(error)]}) from error
        return Response(CarriedSerializer({"confirmed": confirmed, **done.to_json()}).data)
