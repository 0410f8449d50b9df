"""What the REST API says of labs and submissions, and what it takes."""

from __future__ import annotations

from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from labs.actions.submit import oversized
from labs.models import CheckResult, State, Submission
from runner.contract import MAX_SOURCE_BYTES, Ending
from runner.lab import Lab

REPLACED_BY_DJANGO = "\ufffd"


@extend_schema_field(OpenApiTypes.STR)
class SourceField(serializers.Field[Any, Any, Any, Any]):
    """Python source: text, or in a multipart form a file. Nothing of it is trimmed."""

    default_error_messages = {
        "not_text": "This is not text. Send the file's content as a string.",
        "not_utf8": "This is not UTF-8 text. Save the file as UTF-8 and send it again.",
    }

    def to_internal_value(self, data: Any) -> str | bytes:
        if isinstance(data, UploadedFile):
            if data.size is not None and data.size > MAX_SOURCE_BYTES:
                raise serializers.ValidationError(oversized(data.size))
            return cast(bytes, data.read())
        if not isinstance(data, str):
            self.fail("not_text")
        # Django reads a form's text leniently: what was not UTF-8 arrives as the replacement character.
        if isinstance(self.parent.initial_data, QueryDict) and REPLACED_BY_DJANGO in data:
            self.fail("not_utf8")
        return data

    def to_representation(self, value: str) -> str:
        return value


class SendSerializer(serializers.Serializer[Any]):
    """A file for a lab. Whether the lab exists and takes it, `labs.actions.submit` says."""

    lab = serializers.CharField(help_text="Slug of a lab.")
    source: Any = SourceField(help_text="The whole file, UTF-8, at most 256 KB.")
    device = serializers.CharField(default="cpu", help_text="cpu or cuda; the lab says which it offers.")


class CheckSerializer(serializers.ModelSerializer[CheckResult]):
    class Meta:
        model = CheckResult
        fields = ("name", "title", "outcome", "message", "seconds", "detail", "output")


class DiagnosisSerializer(serializers.Serializer[Any]):
    """A recognised misconception; `explanation` is Markdown."""

    name = serializers.CharField()
    title = serializers.CharField()
    explanation = serializers.CharField()


class SubmissionLineSerializer(serializers.ModelSerializer[Submission]):
    """A submission in a list."""

    verdict = serializers.SerializerMethodField()

    class Meta:
        model = Submission
        fields: tuple[str, ...] = (
            "id",
            "lab",
            "device",
            "state",
            "verdict",
            "message",
            "seconds",
            "attempts",
            "created",
            "begun",
            "settled",
        )

    @extend_schema_field(serializers.ChoiceField(choices=[ending.value for ending in Ending], allow_null=True))
    def get_verdict(self, submission: Submission) -> str | None:
        return submission.verdict or None


class SubmissionSerializer(SubmissionLineSerializer):
    """A submission with its results. `verdict` and `diagnosis` are null where there is none (yet)."""

    checks = CheckSerializer(many=True, read_only=True)
    diagnosis = DiagnosisSerializer(allow_null=True, read_only=True)

    class Meta(SubmissionLineSerializer.Meta):
        fields = (*SubmissionLineSerializer.Meta.fields, "checks", "diagnosis", "seed", "runner", "isolation", "source")


class EventSerializer(serializers.Serializer[Any]):
    """Something the runner told while it judged; `data` differs from kind to kind."""

    position = serializers.CharField()
    kind = serializers.CharField()
    data = serializers.DictField()  # type: ignore[assignment]


class EventsSerializer(serializers.Serializer[Any]):
    """What was told so far; `next` is where to go on from."""

    results = EventSerializer(many=True)
    next = serializers.CharField()
    state = serializers.ChoiceField(choices=State.choices)


class LabLineSerializer(serializers.Serializer[Lab]):
    """A lab in a list."""

    slug = serializers.CharField()
    topic = serializers.CharField()
    title = serializers.CharField()
    framework = serializers.CharField()
    level = serializers.CharField()
    minutes = serializers.IntegerField()
    devices = serializers.ListField(child=serializers.CharField())
    concepts = serializers.ListField(child=serializers.CharField())
    prerequisites = serializers.ListField(child=serializers.CharField())


class LimitsSerializer(serializers.Serializer[Any]):
    seconds = serializers.FloatField()
    memory_mb = serializers.IntegerField()
    output_kb = serializers.IntegerField()


class PlannedCheckSerializer(serializers.Serializer[Any]):
    """A check that a submission will have to pass."""

    name = serializers.CharField()
    title = serializers.CharField()


class LabSerializer(LabLineSerializer):
    """A lab with all a learner needs to begin; `statement` is Markdown."""

    defines = serializers.ListField(child=serializers.CharField())
    forbidden = serializers.ListField(child=serializers.CharField())
    limits = LimitsSerializer()
    paper = serializers.DictField()
    checks = serializers.SerializerMethodField()
    statement = serializers.CharField()
    starter = serializers.CharField()

    @extend_schema_field(PlannedCheckSerializer(many=True))
    def get_checks(self, lab: Lab) -> list[dict[str, str]]:
        return [{"name": name, "title": title} for name, title in lab.check_titles]
