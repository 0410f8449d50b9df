"""What was typed and not yet saved, kept so that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib.auth.models import User

from roadmap.notes.forms import NoteForm
from roadmap.notes.models import DRAFT_CHARACTERS, Note, NoteDraft
from roadmap.notes.writing import is_said

FIELDS = ("title", "body", "attached", "tags")


def keep_draft(learner: User, key: UUID, note: Note | None, typed: Mapping[str, str]) -> NoteDraft | None:
    """Keep what stands in a form. A draft that says what is saved already is none: it is dropped, and None given."""
    if is_saved(learner, note, typed):
        NoteDraft.objects.of(learner).filter(key=key).delete()
        return None
    texts = {field: typed.get(field, "").replace("\0", "")[:DRAFT_CHARACTERS] for field in FIELDS}
    since = typed.get("revision", "")
    revision = int(since) if since.isascii() and since.isdecimal() and len(since) < 10 else None
    draft, _ = NoteDraft.objects.update_or_create(
        learner=learner, key=key, defaults={**texts, "note": note, "revision": revision}
    )
    return draft


def is_saved(learner: User, note: Note | None, typed: Mapping[str, str]) -> bool:
    """Whether a note of the learner's, or an earlier text of it, has just this, or there is nothing to be kept."""
    if note is None and not any(typed.get(field, "").strip() for field in ("title", "body")):
        return True
    form = NoteForm(typed)
    if not form.is_valid():
        return False
    title, body = form.cleaned_data["title"], form.cleaned_data["body"]
    found = note or Note.objects.of(learner).titled([title]).prefetch_related("links").first()
    if found is None:
        return False
    if is_said(found, title, body, form.about):
        return True
    return found.revisions.filter(title=title, body=body).exists()
