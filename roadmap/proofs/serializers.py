"""Explanations, artefacts, readings and links as the API gives and takes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from rest_framework import serializers

from roadmap.api.strict import Strict
from roadmap.notes.models import BODY_CHARACTERS, Note
from roadmap.proofs import presenting
from roadmap.proofs.beside import topic_called
from roadmap.proofs.models import CONCEPT_CHARACTERS, LARGEST_BYTES, REMARK_CHARACTERS, Assessment, Exhibit, TeachBack
from roadmap.proofs.rubric import LEVELS, RUBRIC


class TopicField(serializers.SlugField):
    """The key of a topic that the caller sees on some roadmap."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=CONCEPT_CHARACTERS, source="concept", help_text="The topic's key.", **kwargs)

    def to_internal_value(self, data: Any) -> str:
        key: str = super().to_internal_value(data)
        try:
            topic_called(self.context["request"].user, key)
        except Http404 as error:
            raise serializers.ValidationError(f"{error} Nothing was kept.") from error
        return key


def level(question: str) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=0, max_value=len(LEVELS) - 1, help_text=question)


class AnswerSerializer(Strict, serializers.Serializer[Any]):
    """The rubric answered: 0 is not yet, 1 enough, 2 well."""

    remark = serializers.CharField(
        required=False, allow_blank=True, max_length=REMARK_CHARACTERS, trim_whitespace=False, default=""
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {one.key: level(one.title) for one in RUBRIC} | super().get_fields()


class AssessmentSerializer(serializers.ModelSerializer[Assessment]):
    assessor = serializers.CharField(source="assessor_name", read_only=True)
    levels = serializers.DictField(child=serializers.IntegerField(), read_only=True, help_text="By question.")
    met = serializers.BooleanField(source="is_met", read_only=True, help_text="Whether no answer is 0, not yet.")

    class Meta:
        model = Assessment
        fields = ("assessor", "by_mentor", "levels", "met", "remark", "at")
        read_only_fields = fields


class TeachBackLineSerializer(Strict, serializers.ModelSerializer[TeachBack]):
    """An explanation without its text."""

    topic = TopicField()
    met = serializers.DateTimeField(read_only=True, allow_null=True, help_text="Since when its rubric is met.")
    shared = serializers.SerializerMethodField(help_text="Where a mentor reads it; empty while it is not shared.")

    class Meta:
        model = TeachBack
        fields: tuple[str, ...] = ("id", "topic", "title", "note", "note_revision", "met", "shared", "created")
        read_only_fields = ("title", "note_revision", "created")

    def get_shared(self, teach_back: TeachBack) -> str:
        if not teach_back.invitation:
            return ""
        address = reverse("teach-back-shared", args=[teach_back.invitation])
        return str(self.context["request"].build_absolute_uri(address))


class TeachBackSerializer(TeachBackLineSerializer):
    """An explanation: present a note that is there, or a text that becomes one."""

    text = serializers.CharField(
        required=False,
        max_length=BODY_CHARACTERS,
        trim_whitespace=False,
        help_text="Markdown; leave it out for a note.",
    )
    wanting = serializers.SerializerMethodField(help_text="The questions that the latest answers found not yet met.")
    assessments = AssessmentSerializer(many=True, read_only=True)

    class Meta(TeachBackLineSerializer.Meta):
        fields = (*TeachBackLineSerializer.Meta.fields, "text", "wanting", "assessments")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        learner = self._learner()  # nobody while the schema is written
        notes = Note.objects.of(learner) if learner.is_authenticated else Note.objects.none()
        fields["note"].queryset = notes  # type: ignore[attr-defined]
        return fields

    def _learner(self) -> User:
        learner: User = self.context["request"].user
        return learner

    def get_wanting(self, teach_back: TeachBack) -> list[str]:
        return [question.key for question in teach_back.wanting]

    def validate(self, typed: dict[str, Any]) -> dict[str, Any]:
        note, text = typed.get("note"), typed.get("text", "")
        if note and text:
            raise serializers.ValidationError({"text": ["Send a note or a text, not both. Nothing was presented."]})
        if not (note.body if note else text).strip():
            raise serializers.ValidationError({"text": ["Send a text, or the id of a note that has one."]})
        return typed

    def create(self, validated_data: dict[str, Any]) -> TeachBack:
        learner, concept = self._learner(), validated_data["concept"]
        if note := validated_data.get("note"):
            return presenting.present(learner, concept, note)
        return presenting.explain(learner, concept, topic_called(learner, concept).title, validated_data["text"])


class ExhibitSerializer(Strict, serializers.ModelSerializer[Exhibit]):
    """What the three kinds share. `url` is checked for its form and never fetched."""

    topic = TopicField()
    day = serializers.DateField(default=timezone.localdate, help_text="When it was made, finished or reached.")

    class Meta:
        model = Exhibit
        fields: tuple[str, ...] = ("id", "topic", "says", "day", "url", "created")
        read_only_fields = ("created",)
        extra_kwargs: dict[str, Any] = {"says": {"help_text": "What it shows."}}

    def validate_day(self, day: date) -> date:
        if not day.year >= 1900 or day > timezone.localdate():
            raise serializers.ValidationError("That day is still to come, or before 1900.")
        return day

    def of(self, name: str, typed: dict[str, Any]) -> Any:
        """What a field will hold: what was sent, else what is there, if it stays."""
        return typed.get(name, getattr(self.instance, name, "") if self.partial else "")


class ReadingSerializer(ExhibitSerializer):
    """A reading finished: `says` what was read."""


class KeptLinkSerializer(ExhibitSerializer):
    """A link that shows something: a certificate, a rank, a merged change, a DOI."""

    class Meta(ExhibitSerializer.Meta):
        extra_kwargs = ExhibitSerializer.Meta.extra_kwargs | {"url": {"required": True, "allow_blank": False}}


class ArtefactSerializer(ExhibitSerializer):
    """Something made: an address, the SHA-256 of a file, a log, or several of these. The file itself is not kept."""

    sha256 = serializers.RegexField(r"^[0-9a-fA-F]{64}$", required=False, allow_blank=True)

    class Meta(ExhibitSerializer.Meta):
        fields = (*ExhibitSerializer.Meta.fields, "file_name", "sha256", "size", "log")
        extra_kwargs = ExhibitSerializer.Meta.extra_kwargs | {
            "size": {"min_value": 0, "max_value": LARGEST_BYTES, "help_text": "Bytes."},
            "log": {"max_length": BODY_CHARACTERS, "trim_whitespace": False},
        }

    def validate_sha256(self, sha256: str) -> str:
        return sha256.lower()

    def validate(self, typed: dict[str, Any]) -> dict[str, Any]:
        if not any(str(self.of(name, typed)).strip() for name in ("url", "sha256", "log")):
            raise serializers.ValidationError(
                "An artefact needs one of three: an address, the SHA-256 of a file, or a log."
            )
        if self.of("file_name", typed) and not self.of("sha256", typed):
            raise serializers.ValidationError({"sha256": ["A file's name shows little without its SHA-256."]})
        return typed
