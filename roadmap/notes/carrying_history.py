"""The earlier texts of notes and the drafts, as files of a vault."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from roadmap.notes.drafts import FIELDS
from roadmap.notes.models import TITLE_CHARACTERS, Note, NoteDraft, NoteRevision
from roadmap.papers.carrying import Facts, Summary, Unread, identity
from roadmap.papers.markdown import with_front_matter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A file of a vault may have 4 MB; written as YAML a character may take several.
PART_CHARACTERS = 300_000
TEXT = ("number", "title", "body", "attachments", "written", "set_aside")


def pack_history(note: Note) -> Iterator[tuple[str, str]]:
    """All earlier texts of a note, in files of a bearable size."""
    parts: list[list[NoteRevision]] = [[]]
    size = 0
    for earlier in note.revisions.order_by("pk").iterator(20):
        size += len(earlier.body)
        if parts[-1] and size > PART_CHARACTERS:
            parts.append([])
            size = len(earlier.body)
        parts[-1].append(earlier)
    for number, part in enumerate(parts if parts[0] else [], 1):
        texts = [{name: getattr(earlier, name) for name in TEXT} for earlier in part]
        facts = {"kind": "note-history", "note": str(note.uuid), "texts": texts}
        yield f"notes/history/{note.uuid}-{number}.md", with_front_matter(facts, f"Earlier texts of “{note.title}”.\n")


def pack_drafts(learner: User) -> Iterator[tuple[str, str]]:
    for draft in NoteDraft.objects.of(learner).select_related("note").order_by("pk"):
        facts: Facts = {"kind": "note-draft", "uuid": str(draft.key)}
        facts |= {"note": str(draft.note.uuid) if draft.note else None, "revision": draft.revision}
        facts |= {name: getattr(draft, name) for name in FIELDS if name != "body"}
        yield f"notes/drafts/{draft.key}.md", with_front_matter(facts, draft.body)


def take_history(notes: Mapping[uuid.UUID, Note], facts: Facts, summary: Summary) -> None:
    """`notes` by the uuid that the files know them by."""
    note = notes.get(identity(facts.get("note")))
    texts = facts.get("texts")
    if note is None:
        raise Unread("Its note is not among the files.")
    if not isinstance(texts, list) or not all(is_text(text) for text in texts):
        raise Unread("It holds no texts that can be read.")
    for text in texts:
        _take_text(note, text, summary)


def is_text(told: Any) -> bool:
    """Whether this is an earlier text as `pack_history` writes it."""
    kinds = {"number": int, "title": str, "body": str, "attachments": list, "written": datetime, "set_aside": bool}
    if not isinstance(told, dict) or not all(isinstance(told.get(name), kind) for name, kind in kinds.items()):
        return False
    return 0 < told["number"] < 2**31 and len(told["title"]) <= TITLE_CHARACTERS


def _take_text(note: Note, told: Facts, summary: Summary) -> None:
    """A text whose number another has, or is yet to have, is set aside under it."""
    same = note.revisions.filter(title=told["title"], body=told["body"], number=told["number"])
    if same.exists():
        summary.unchanged += 1
        return
    free = told["number"] < note.revision and not note.revisions.filter(number=told["number"], set_aside=False).exists()
    written = told["written"]
    note.revisions.create(
        number=told["number"],
        title=told["title"],
        body=told["body"],
        attachments=[str(line) for line in told["attachments"]],
        written=written if timezone.is_aware(written) else timezone.make_aware(written),
        set_aside=told["set_aside"] or not free,
    )
    summary.added += 1


def take_draft(learner: User, notes: Mapping[uuid.UUID, Note], facts: Facts, body: str, summary: Summary) -> None:
    key = identity(facts.get("uuid"))
    typed = {name: str(facts.get(name) or "") for name in FIELDS} | {"body": body}
    mine = NoteDraft.objects.of(learner)
    # A copy's key follows from its text, so that the same file read twice makes one.
    other = uuid.uuid5(key, hashlib.sha256(repr(sorted(typed.items())).encode("utf-8", "replace")).hexdigest())
    if mine.filter(key__in=[key, other], **typed).exists():
        summary.unchanged += 1
        return
    there = NoteDraft.objects.filter(key=key).exists()
    named = facts.get("note")
    note = notes.get(identity(named)) if named else None
    revision = facts.get("revision")
    since = revision if isinstance(revision, int) and 0 < revision < 2**31 else None
    NoteDraft.objects.create(learner=learner, key=other if there else key, note=note, revision=since, **typed)
    summary.copied += there
    summary.added += not there
