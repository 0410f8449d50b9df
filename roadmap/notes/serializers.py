"""A note as the API gives and takes it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from labs.markdown import Target
from roadmap.api.strict import Strict
from roadmap.notes.models import TARGET_CHARACTERS, LinkKind, Note, NoteLink, NoteRevision
from roadmap.notes.tags import NoTag, spelled_tag
from roadmap.notes.words import Wanted, excerpt
from roadmap.notes.writing import TitleTaken, is_said, revise, write

KINDS = {"topics": LinkKind.TOPIC, "labs": LinkKind.LAB, "papers": LinkKind.PAPER, "tags": LinkKind.TAG}


class Attached(serializers.ListField):
    """The names of one kind that a note is attached to."""

    child = serializers.CharField(max_length=TARGET_CHARACTERS)

    def __init__(self, kind: str = "", **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.kind = kind

    def to_internal_value(self, data: Any) -> list[str]:
        names: list[str] = super().to_internal_value(data)
        try:
            return [spelled_tag(name) for name in names] if self.kind == LinkKind.TAG else names
        except NoTag as refused:
            raise serializers.ValidationError([str(refused)]) from refused

    def get_attribute(self, instance: Note) -> list[str]:
        return [target.name for target in instance.attachments if target.kind == self.kind]


class NoteSerializer(Strict, serializers.ModelSerializer[Note]):
    topics = Attached(LinkKind.TOPIC, help_text="Keys of topics this note is attached to.")
    labs = Attached(LinkKind.LAB, help_text="Slugs of labs this note is attached to.")
    papers = Attached(LinkKind.PAPER, help_text="arXiv ids, DOIs or keys of papers this note is attached to.")

    tags = Attached(LinkKind.TAG, help_text="Tags given by hand; those written in the text are not among them.")

    class Meta:
        model = Note
        fields = ("id", "uuid", "title", "body", "tags", "topics", "labs", "papers", "revision", "created", "updated")
        read_only_fields = ("uuid", "revision", "created", "updated")
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
            return revise(instance, instance.revision, *self._text(instance, validated_data))
        except TitleTaken as taken:
            raise serializers.ValidationError({"title": [str(taken)]}) from taken

    def changes_something(self) -> bool:
        """Whether what was sent says other than the note does; for a form that is valid."""
        assert self.instance
        return not is_said(self.instance, *self._text(self.instance, self.validated_data))

    def _text(self, instance: Note, sent: dict[str, Any]) -> tuple[str, str, list[Target]]:
        """Title, body and attachments as they are to be."""
        return (
            sent.get("title", instance.title),
            sent.get("body", instance.body if self.partial else ""),
            self._attachments(sent, instance.attachments if self.partial else []),
        )

    def _attachments(self, typed: dict[str, Any], present: list[Target]) -> list[Target]:
        """What was sent of each kind, and what the note has of the kinds that were not."""
        sent = {kind: typed[field] for field, kind in KINDS.items() if field in typed}
        kept = [target for target in present if target.kind not in sent]
        return kept + [Target(kind.value, name) for kind, names in sent.items() for name in names]


class PieceSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    marked = serializers.BooleanField(help_text="It is what was searched for.")


class NoteLineSerializer(NoteSerializer):
    """A note in a list."""

    excerpt = serializers.SerializerMethodField(help_text="A stretch of the text as its page shows it.")

    class Meta(NoteSerializer.Meta):
        fields = (*NoteSerializer.Meta.fields, "excerpt")  # type: ignore[assignment]

    @extend_schema_field(PieceSerializer(many=True))
    def get_excerpt(self, note: Note) -> list[dict[str, Any]]:
        looked_for: Wanted = self.context["wanted"]
        return [piece._asdict() for piece in excerpt(getattr(note, "shown", None) or "", looked_for)]


class RevisionLineSerializer(serializers.ModelSerializer[NoteRevision]):
    """An earlier text of a note, or one set aside because it came too late."""

    class Meta:
        model = NoteRevision
        fields = ("id", "number", "title", "written", "set_aside")
        read_only_fields = fields


class RevisionSerializer(RevisionLineSerializer):
    attachments = serializers.ListField(
        child=serializers.CharField(), help_text="What it was about: topic:key, tag:word."
    )

    class Meta(RevisionLineSerializer.Meta):
        fields = (*RevisionLineSerializer.Meta.fields, "body", "attachments")  # type: ignore[assignment]
        read_only_fields = fields  # type: ignore[assignment]


class TagSerializer(serializers.ModelSerializer[NoteLink]):
    tag = serializers.CharField(source="target")
    notes = serializers.IntegerField(help_text="How many have it.")

    class Meta:
        model = NoteLink
        fields = ("tag", "notes")
