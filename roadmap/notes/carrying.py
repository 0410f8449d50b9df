"""Notes leave with their owner, as Markdown files with YAML front matter, and come back from them.

`pack` gives text, and bytes for a picture: `notes/images/<name>.<ending>`. That is also the address that a note shows
it by, so a vault opened in Obsidian shows it too. `unpack` takes pictures as bytes; one given as text is passed over.
Nothing the learner has is overwritten: a text that differs from theirs is set aside in the note's history.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from roadmap.notes.carrying_history import pack_drafts, pack_history, take_draft, take_history
from roadmap.notes.images import NoPicture, keep_image, name_of
from roadmap.notes.models import TITLE_CHARACTERS, Note, NoteImage, linkable, not_too_long
from roadmap.notes.tags import NoTag, spelled_tag
from roadmap.notes.writing import TitleTaken, is_said, read_back, set_aside, write
from roadmap.papers.carrying import Facts, Summary, Unread, front_matter, identity
from roadmap.papers.markdown import with_front_matter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from labs.markdown import Target

FOLDER = "notes/"
NAME_BYTES = 180
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#^\x00-\x1f\x7f]')
NOT_IN_TITLES = str.maketrans("[]|", "()/")
FRONT = re.compile(r"\A\ufeff?---\r?\n.*?\r?\n---\r?\n(?:\r?\n)?", re.DOTALL)
PICTURE = re.compile(r"notes/images/([0-9a-f]{32})\.(?:png|jpg|gif|webp)")
COPY = " (as imported)"
LARGEST_REVISION = 2**31 - 2


def pack(learner: User) -> Iterator[tuple[str, str | bytes]]:
    """Every file of the learner's notes: where it stands, and its text; bytes for a picture."""
    names: set[str] = set()
    for note in Note.objects.of(learner).prefetch_related("links").order_by("pk").iterator(100):
        yield f"{FOLDER}{_file_name(note, names)}.md", with_front_matter(_facts(note), note.body)
        yield from pack_history(note)
    yield from pack_drafts(learner)
    for image in NoteImage.objects.of(learner).order_by("pk").iterator(1):
        yield f"{FOLDER}images/{image}", bytes(image.data)


def _facts(note: Note) -> Facts:
    facts: Facts = {"kind": "note", "uuid": str(note.uuid), "title": note.title}
    facts["tags"] = [target.name for target in note.attachments if target.kind == "tag"]
    facts["about"] = [f"{target.kind}:{target.name}" for target in note.places]
    return facts | {"revision": note.revision, "created": note.created, "updated": note.updated}


def _file_name(note: Note, names: set[str]) -> str:
    """The title, by which Obsidian finds what a wikilink names, as far as file systems take it."""
    plain = NOT_IN_NAMES.sub("-", note.title).encode()[:NAME_BYTES].decode(errors="ignore").strip(". _") or "note"
    name = plain if plain.casefold() not in names else f"{plain} {note.uuid.hex[:8]}"
    names.add(name.casefold())
    return name


@transaction.atomic
def unpack(learner: User, files: Mapping[str, str | bytes]) -> Summary:
    """Take in what `pack` gave, here or elsewhere; what is not of this room is passed over. Twice changes nothing.

    A file under notes/ without front matter is a note as well, called as the file is.
    """
    summary = Summary()
    renamed = _take_pictures(learner, files, summary)
    notes: dict[uuid.UUID, Note] = {}
    later: list[tuple[str, Facts, str]] = []
    for path in files:
        if path.startswith(FOLDER) and path.endswith(".md"):
            with _problems_of(path, summary):
                facts, body = _read(files[path], renamed)
                if facts.get("kind", "note") == "note":
                    called = facts | {"title": facts.get("title", _title_of(path))}
                    own = identity(facts["uuid"]) if "uuid" in facts else uuid.uuid4()
                    notes[own] = _take_note(learner, own, called, body, summary)
                else:
                    later.append((path, facts, body))
    for path, facts, body in later:
        with _problems_of(path, summary):
            if facts["kind"] == "note-history":
                take_history(notes, facts, summary)
            elif facts["kind"] == "note-draft":
                take_draft(learner, notes, facts, body, summary)
    return summary


@contextmanager
def _problems_of(path: str, summary: Summary) -> Iterator[None]:
    """One file: what cannot be taken in is told, and the others go on."""
    try:
        with transaction.atomic():
            yield
    except (Unread, ValidationError, NoPicture, TitleTaken) as problem:
        told = " ".join(getattr(problem, "messages", [str(problem)]))
        summary.problems.append(f"{path}: {told} It was left out.")


def _take_pictures(learner: User, files: Mapping[str, str | bytes], summary: Summary) -> dict[str, str]:
    """Keeps the pictures; gives the new address of each whose content is no longer what its name says."""
    renamed: dict[str, str] = {}
    for path in files:
        found = PICTURE.fullmatch(path)
        data = files[path] if found else None
        if not found or not isinstance(data, bytes):
            continue
        with _problems_of(path, summary):
            known = NoteImage.objects.of(learner).filter(name=name_of(data)).exists()
            image = keep_image(learner, data)
            summary.added, summary.unchanged = summary.added + (not known), summary.unchanged + known
            if image.name != found[1]:
                renamed[f"/{path}"] = image.get_absolute_url()
    return renamed


def _read(text: str | bytes, renamed: Mapping[str, str]) -> tuple[Facts, str]:
    if isinstance(text, bytes):
        raise Unread("It is no text.")
    facts = front_matter(text)
    body = FRONT.sub("", text, count=1) if facts else text
    for before, now in renamed.items():
        body = body.replace(before, now)
    return facts, body


def _title_of(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _take_note(learner: User, own: uuid.UUID, facts: Facts, body: str, summary: Summary) -> Note:
    """The note that a file stands for from now on."""
    title = " ".join(str(facts["title"]).translate(NOT_IN_TITLES).split())[:TITLE_CHARACTERS].strip()
    linkable(title)
    not_too_long(body)
    about = _about(facts)
    mine = Note.objects.of(learner).prefetch_related("links")
    known = mine.filter(uuid=own).first() or mine.titled([title]).first()
    if known is None:
        summary.added += 1
        return _made(learner, own, title, body, about, facts)
    if _holds(known, title, body, about):
        summary.unchanged += 1
        return known
    summary.copied += 1
    if known.uuid != own:
        return _made(learner, own, _free_title(learner, title), body, about, facts)
    set_aside(known, known.revision, title, body, about)
    return known


def _about(facts: Facts) -> list[Target]:
    """What front matter says the note is about; Obsidian writes tags as a list or on one line."""
    tags, about = facts.get("tags") or [], facts.get("about") or []
    named = tags.replace(",", " ").split() if isinstance(tags, str) else tags if isinstance(tags, list) else []
    written = [f"tag:{tag}" for tag in named] + ([str(line) for line in about] if isinstance(about, list) else [])
    return [target for target in read_back(written) if _can_be_attached(target)]


def _can_be_attached(target: Target) -> bool:
    if target.kind == "tag":
        try:
            return bool(spelled_tag(target.name))
        except NoTag:
            return False
    return target.kind in ("topic", "lab", "paper") and 0 < len(target.name) <= TITLE_CHARACTERS


def _holds(note: Note, title: str, body: str, about: list[Target]) -> bool:
    """Whether the note says this, or once did; a copy says it under the title it was given."""
    is_copy = note.title.startswith(title[: TITLE_CHARACTERS - 30]) and COPY in note.title
    if is_said(note, note.title if is_copy else title, body, about):
        return True
    return note.revisions.filter(title=title, body=body).exists()


def _free_title(learner: User, title: str) -> str:
    short = title[: TITLE_CHARACTERS - 30]
    wanted = [f"{short}{COPY}", *(f"{short}{COPY} {number}" for number in range(2, 1000))]
    taken = set(Note.objects.of(learner).titled(wanted).values_list("title_folded", flat=True))
    return next(name for name in wanted if not {name.casefold()} & taken)


def _made(learner: User, own: uuid.UUID, title: str, body: str, about: list[Target], facts: Facts) -> Note:
    if not title:
        raise Unread("It has no title.")
    note = write(learner, title, body, about)
    revision = facts.get("revision")
    counted = isinstance(revision, int) and not isinstance(revision, bool) and 0 < revision <= LARGEST_REVISION
    moments = {name: _moment(facts[name]) for name in ("created", "updated") if isinstance(facts.get(name), datetime)}
    if counted:
        moments["revision"] = revision
    Note.objects.filter(pk=note.pk).update(uuid=own, **moments)
    note.refresh_from_db()
    return note


def _moment(written: datetime) -> Any:
    return written if timezone.is_aware(written) else timezone.make_aware(written)
