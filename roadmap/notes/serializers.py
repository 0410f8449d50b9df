"""A note as the API gives and takes it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from labs.markdown import Target
from roadmap.notes.models import TARGET_CHARACTERS, LinkKind, Note
from roadmap.notes.writing import TitleTaken, revise, write

KINDS = {"topics": LinkKind.TOPIC, "labs": LinkKind.LAB, "papers": LinkKind.PAPER}


class Attached(serializers.ListField):
    """The names of one kind that a note is attached to."""

    child = serializers.CharField(max_length=TARGET_CHARACTERS)

    def __init__(self, kind: str = "", **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.kind = kind

    def get_attribute(self, instance: Note) -> list[str]:
        return [target.name for target in instance.attachments if target.kind == self.kind]


class NoteSerializer(serializers.ModelSerializer[Note]):
    topics = Attached(LinkKind.TOPIC, help_text="Keys of topics this note is attached to.")
    labs = Attached(LinkKind.LAB, help_text="Slugs of labs this note is attached to.")
    papers = Attached(LinkKind.PAPER, help_text="arXiv ids, DOIs or keys of papers this note is attached to.")

    class Meta:
        model = Note
        fields = ("id", "title", "body", "topics", "labs", "papers", "revision", "created", "updated")
        read_only_fields = ("revision", "created", "updated")
        extra_kwargs = {
            "title": {"error_messages": dict.fromkeys(("required", "blank", "null"), "Give the note a title.")},
            "body": {"trim_whitespace": False, "help_text": "Markdown."},
        }

    def validate_title(self, title: str) -> str:
        return " ".join(title.split())

    def create(self, validated_data: dict[str, Any]) -> Note:
        try:
            return write(
                self.context["request"].user,
                validated_data["title"],
                validated_data.get("body", ""),
                self._attachments(validated_data, []),
            )
        except TitleTaken as taken:
            raise serializers.ValidationError({"title": [str(taken)]}) from taken

    def update(self, instance: Note, validated_data: dict[str, Any]) -> Note:
        try:
            return revise(
                instance,
                instance.revision,
                validated_data.get("title", instance.title),
                validated_data.get("body", instance.body if self.partial else ""),
                self._attachments(validated_data, instance.attachments if self.partial else []),
            )
        except TitleTaken as taken:
            raise serializers.ValidationError({"title": [str(taken)]}) from taken

    def _attachments(self, typed: dict[str, Any], present: list[Target]) -> list[Target]:
        """What was sent of each kind, and what the note has of the kinds that were not."""
        sent = {kind: typed[field] for field, kind in KINDS.items() if field in typed}
        kept = [target for target in present if target.kind not in sent]
        return kept + [Target(kind.value, name) for kind, names in sent.items() for name in names]
