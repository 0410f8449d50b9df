"""What a bulk import takes and answers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from roadmap.notes.importing import Existing, Taken

MOST_NOTES = 1000


@extend_schema_field({"type": "array", "maxItems": MOST_NOTES, "items": {"description": "As a note is written."}})
class SentNotes(serializers.ListField):
    """Whatever was sent as a note: each is read, and refused if need be, by itself."""

    child = serializers.JSONField()


class ImportSerializer(serializers.Serializer[Any]):
    notes = SentNotes(max_length=MOST_NOTES, help_text=f"Up to {MOST_NOTES}.")
    existing = serializers.ChoiceField(
        [(choice.value, choice.value) for choice in Existing],
        default=Existing.KEEP.value,
        help_text="What becomes of a note that has a title sent and another text.",
    )


class ResultSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField([(status.value, status.value) for status in Taken])
    note = serializers.IntegerField(allow_null=True, help_text="Its id; null where it was refused.")
    errors = serializers.DictField(  # type: ignore[assignment]  # the sentences of one note, not of this form
        child=serializers.ListField(child=serializers.CharField()), help_text="Sentences by field, where refused."
    )


class ImportedSerializer(serializers.Serializer[Any]):
    results = ResultSerializer(many=True)
