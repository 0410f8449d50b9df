"""Writing notes: every save keeps the text before it, and one that comes too late overwrites nothing."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from labs.markdown import Target, targets_of
from roadmap.notes.models import LINK_CHARACTERS, LinkKind, Note, NoteLink, NoteRevision, NoteWords, folded
from roadmap.notes.tags import spelled_tag, tags_in
from roadmap.notes.words import shown_text, words_of
from roadmap.papers.identifiers import normalised


class TitleTaken(Exception):
    """The learner already has a note of this title."""

    def __init__(self, title: str) -> None:
        super().__init__(f"You already have a note called “{title}”. Choose another title; nothing was lost.")


class StaleSave(Exception):
    """The note was saved elsewhere since the text now to be saved was read. `present` is the note as it stands."""

    def __init__(self, present: Note) -> None:
        super().__init__(f"This note was changed elsewhere; its revision is now {present.revision}.")
        self.present = present


def write(learner: User, title: str, body: str, attachments: Iterable[Target] = ()) -> Note:
    """A new note. Raises TitleTaken."""
    try:
        with transaction.atomic():
            note = Note.objects.create(learner=learner, title=title, title_folded=folded(title), body=body)
            _relink(note, attachments)
            index(note)
    except IntegrityError as twin:
        raise TitleTaken(title) from twin
    return note


def is_said(note: Note, title: str, body: str, attachments: Iterable[Target]) -> bool:
    """Whether the note says just this already."""
    attached = sorted({spelled(target) for target in attachments})
    return (note.title, note.body, sorted(note.attachments)) == (title, body, attached)


def revise(note: Note, since: int, title: str, body: str, attachments: Iterable[Target]) -> Note:
    """Save a note that was read at revision `since`; the text it replaces becomes a NoteRevision.

    Raises StaleSave where the note has a later revision, TitleTaken where another note has the title.
    """
    attached = sorted({spelled(target) for target in attachments})
    try:
        with transaction.atomic():
            # Locked first: on PostgreSQL two saves could otherwise both read the text that one of them replaces.
            before = Note.objects.select_for_update().get(pk=note.pk)
            if before.revision != since:
                raise StaleSave(before)
            if is_said(before, title, body, attached):
                return before
            _keep(before)
            Note.objects.filter(pk=note.pk).update(
                title=title, title_folded=folded(title), body=body, revision=F("revision") + 1, updated=timezone.now()
            )
            note.refresh_from_db()
            _relink(note, attached)
            index(note)
    except IntegrityError as twin:
        raise TitleTaken(title) from twin
    return note


def set_aside(note: Note, since: int, title: str, body: str, attachments: Iterable[Target]) -> None:
    """Keep a text that came too late in the note's history, once however often it is sent."""
    NoteRevision.objects.get_or_create(
        note=note,
        number=since,
        title=title,
        body=body,
        set_aside=True,
        defaults={"attachments": _written(attachments), "written": timezone.now()},
    )


def index(note: Note) -> None:
    """Brings the search up to the note's present text."""
    NoteWords(
        pk=note.pk,
        note=note,
        title=" ".join(words_of(note.title)),
        body=" ".join(words_of(note.body)),
        shown=shown_text(note.body),
    ).save()


def _keep(note: Note) -> None:
    NoteRevision.objects.create(
        note=note,
        number=note.revision,
        title=note.title,
        body=note.body,
        attachments=_written(note.attachments),
        written=note.updated,
    )


def _relink(note: Note, attachments: Iterable[Target]) -> None:
    attached = {(*spelled(target), True) for target in attachments}
    tags = [Target(LinkKind.TAG, tag) for tag in tags_in(note.body)]
    mentioned = {(*spelled(target), False) for target in [*targets_of(note.body), *tags]}
    note.links.all().delete()
    NoteLink.objects.bulk_create(
        NoteLink(note=note, kind=kind, target=target, attached=by_hand)
        for kind, target, by_hand in sorted(attached | mentioned)
        if len(target) <= LINK_CHARACTERS
    )


def spelled(target: Target) -> Target:
    """The one spelling under which a target is stored and looked for."""
    if target.kind == LinkKind.NOTE:
        return Target(target.kind, folded(target.name))
    if target.kind == LinkKind.TAG:
        return Target(target.kind, spelled_tag(target.name))
    return Target(target.kind, normalised(target.name) if target.kind == LinkKind.PAPER else target.name)


def _written(targets: Iterable[Target]) -> list[str]:
    return [f"{target.kind}:{target.name}" for target in targets]


def read_back(written: Iterable[str]) -> list[Target]:
    """The attachments that a NoteRevision keeps."""
    return [Target(kind, name) for kind, _, name in (line.partition(":") for line in written)]
