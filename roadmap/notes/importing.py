"""Many notes brought in at once, each taken or refused by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from rest_framework.exceptions import ValidationError

from roadmap.api.problems import by_field
from roadmap.notes.models import Note
from roadmap.notes.serializers import NoteSerializer
from roadmap.notes.writing import TitleTaken


class Existing(StrEnum):
    """What becomes of a note that has the title and another text."""

    KEEP = "keep"
    REVISE = "revise"


class Taken(StrEnum):
    CREATED = "created"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Result(NamedTuple):
    """What became of one note that was sent: `note` is its id unless it was refused."""

    status: Taken
    note: int | None = None
    errors: Mapping[str, list[str]] = {}


def imported(sent: Iterable[Any], existing: Existing, context: dict[str, Any]) -> list[Result]:
    """Each in the order it was sent. `context` is that of a serializer: whose notes they are."""
    return [_one(note, existing, context) for note in sent]


def _one(sent: Any, existing: Existing, context: dict[str, Any]) -> Result:
    form = NoteSerializer(data=sent, context=context)
    try:
        form.is_valid(raise_exception=True)
        present = Note.objects.of(context["request"].user).titled([form.validated_data["title"]]).first()
        return _again(present, sent, existing, context) if present else Result(Taken.CREATED, form.save().pk)
    except ValidationError as refused:
        return Result(Taken.REFUSED, errors=by_field(refused.detail))


def _again(present: Note, sent: Any, existing: Existing, context: dict[str, Any]) -> Result:
    """A note of a title that is there already: what was not sent of it is left as it is."""
    form = NoteSerializer(present, data=sent, partial=True, context=context)
    form.is_valid(raise_exception=True)
    if existing == Existing.KEEP and form.changes_something():
        return Result(Taken.REFUSED, errors={"title": [str(TitleTaken(present.title))]})
    before = present.revision
    saved = form.save()
    return Result(Taken.UNCHANGED if saved.revision == before else Taken.REVISED, saved.pk)
