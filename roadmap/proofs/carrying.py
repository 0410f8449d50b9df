"""Evidence leaves with its owner, as Markdown files with YAML front matter, and comes back from them.

A row is known again by its uuid. What differs from what the learner has is kept beside it as a copy, whose uuid
follows from its content: the same file read twice makes one. A text that was edited outside is another explanation,
so its copy begins with an empty rubric. A link that was given out to a mentor is not carried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from roadmap.notes.models import Note
from roadmap.papers.carrying import Facts, Summary, Unread, copy_identity, front_matter, identity
from roadmap.papers.markdown import with_front_matter
from roadmap.proofs.models import REMARK_CHARACTERS, Assessment, Exhibit, TeachBack
from roadmap.proofs.rubric import LEVELS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOLDER: Final = "proofs"
TEACH_BACK: Final = "teach-back"
SHOWN: Final = ("says", "url", "file_name", "sha256", "log")
MOST_ASSESSMENTS: Final = 1_000
MOST_LEVELS: Final = 50


def pack(learner: User) -> Iterator[tuple[str, str]]:
    """Every file of the learner's evidence: where it stands, and its text."""
    texts = TeachBack.objects.of(learner).select_related("note").prefetch_related("assessments").order_by("pk")
    for text in texts:
        yield f"{FOLDER}/teach-backs/{_name(text)}.md", with_front_matter(_facts_of(text), text.text)
    for kept in Exhibit.objects.of(learner).order_by("pk"):
        yield f"{FOLDER}/{kept.kind}s/{_name(kept)}.md", with_front_matter(_facts_of_exhibit(kept), f"# {kept.says}\n")


def _name(row: TeachBack | Exhibit) -> str:
    return f"{row.concept}-{row.uuid.hex[:8]}"


def _facts_of(text: TeachBack) -> Facts:
    return {
        "kind": TEACH_BACK,
        "uuid": str(text.uuid),
        "topic": text.concept,
        "title": text.title,
        "created": text.created,
        "note": str(text.note.uuid) if text.note else None,
        "note_revision": text.note_revision,
        "assessments": [_facts_of_assessment(one) for one in text.assessments.all()],
    }


def _facts_of_assessment(one: Assessment) -> Facts:
    facts = {"uuid": str(one.uuid), "assessor": one.assessor_name, "mentor": one.by_mentor, "at": one.at}
    return {**facts, "levels": one.levels, "remark": one.remark}


def _facts_of_exhibit(kept: Exhibit) -> Facts:
    facts = {"kind": kept.kind, "uuid": str(kept.uuid), "topic": kept.concept, "day": kept.day, "created": kept.created}
    return {**facts, "size": kept.size, **{name: getattr(kept, name) for name in SHOWN}}


@transaction.atomic
def unpack(learner: User, files: Mapping[str, str]) -> Summary:
    """Take in what `pack` gave, here or elsewhere; what is not of this room is passed over. Twice changes nothing."""
    return taken_from(FOLDER, files, lambda text, summary: _take(learner, text, summary))


def taken_from(folder: str, files: Mapping[str, str], take: Callable[[str, Summary], None]) -> Summary:
    """Every file of a folder, each by itself: one that cannot be taken in is told, and the others go on."""
    summary = Summary()
    for where in files:
        if not where.startswith(f"{folder}/"):
            continue
        try:
            with transaction.atomic():
                take(files[where], summary)
        except (Unread, ValidationError) as problem:
            told = "; ".join(getattr(problem, "messages", [str(problem)]))
            summary.problems.append(f"{where}: {told} It was left out.")
    return summary


def _take(learner: User, text: str, summary: Summary) -> None:
    facts = front_matter(text)
    if facts.get("kind") == TEACH_BACK:
        _take_teach_back(learner, facts, _body(text), summary)
    elif facts.get("kind") in Exhibit.Kind.values:
        _take_exhibit(learner, facts, summary)
    else:
        raise Unread("Its front matter does not say which kind of evidence it is.")


def _body(text: str) -> str:
    """What stands after the front matter and its blank line, to the letter."""
    return text.removeprefix("\ufeff").partition("\n---\n")[2].removeprefix("\n")


def _take_teach_back(learner: User, facts: Facts, text: str, summary: Summary) -> None:
    own = identity(facts.get("uuid"))
    known = TeachBack.objects.of(learner).filter(uuid=own).first()
    if known and known.text != text:
        copy = copy_identity(own, {"topic": facts.get("topic"), "text": text})
        known = TeachBack.objects.of(learner).filter(uuid=copy).first()
        if known is None:
            _made_teach_back(learner, copy, facts | {"note": None, "note_revision": None}, text)
            summary.copied += 1
            return
        facts = facts | {"assessments": []}
    if known:
        added = sum(_assessed(known, told) for told in _assessments(facts))
        summary.added, summary.unchanged = summary.added + added, summary.unchanged + 1
        return
    made = _made_teach_back(learner, own, facts, text)
    summary.added += 1 + sum(_assessed(made, told) for told in _assessments(facts))


def _made_teach_back(learner: User, own: UUID, facts: Facts, text: str) -> TeachBack:
    note = Note.objects.of(learner).filter(uuid=identity(facts["note"])).first() if facts.get("note") else None
    made = TeachBack(
        learner=learner,
        uuid=own,
        concept=_plain(facts, "topic", str),
        title=_plain(facts, "title", str),
        text=text,
        note=note,
        note_revision=_plain(facts, "note_revision", int) if note else None,
        created=_moment(facts, "created"),
    )
    made.full_clean()
    made.save()
    return made


def _assessments(facts: Facts) -> list[Facts]:
    told = facts.get("assessments") or []
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told) or len(told) > MOST_ASSESSMENTS:
        raise Unread("Its assessments are no list of answers.")
    return told


def _assessed(text: TeachBack, facts: Facts) -> bool:
    """Whether these answers were new. A mentor of another installation is known here by name alone."""
    own, levels = identity(facts.get("uuid")), facts.get("levels")
    if text.assessments.filter(uuid=own).exists():
        return False
    if not isinstance(levels, dict) or not 0 < len(levels) <= MOST_LEVELS:
        raise Unread("Answers without levels are none.")
    if any(level not in range(len(LEVELS)) or len(str(question)) > MOST_LEVELS for question, level in levels.items()):
        raise Unread("A level is 0, 1 or 2.")
    by_mentor = bool(facts.get("mentor"))
    made = Assessment(
        teach_back=text,
        uuid=own,
        assessor=None if by_mentor else text.learner,
        assessor_name=_plain(facts, "assessor", str),
        by_mentor=by_mentor,
        levels={str(question): int(level) for question, level in levels.items()},
        remark=_plain(facts, "remark", str)[:REMARK_CHARACTERS],
        at=_moment(facts, "at"),
    )
    made.full_clean()
    made.save()
    return True


def _take_exhibit(learner: User, facts: Facts, summary: Summary) -> None:
    own = identity(facts.get("uuid"))
    known = Exhibit.objects.of(learner).filter(uuid=own).first()
    if known and not _says_the_same(known, facts):
        own = copy_identity(own, _said(facts))
        if not Exhibit.objects.of(learner).filter(uuid=own).exists():
            _made_exhibit(learner, own, facts)
            summary.copied += 1
            return
    elif known is None:
        _made_exhibit(learner, own, facts)
        summary.added += 1
        return
    summary.unchanged += 1


def _made_exhibit(learner: User, own: UUID, facts: Facts) -> None:
    made = Exhibit(
        learner=learner,
        uuid=own,
        kind=facts["kind"],
        concept=_plain(facts, "topic", str),
        day=_plain(facts, "day", date),
        size=_plain(facts, "size", int) if facts.get("size") is not None else None,
        created=_moment(facts, "created"),
        **{name: _plain(facts, name, str) for name in SHOWN},
    )
    made.full_clean()
    made.save()


def _says_the_same(known: Exhibit, facts: Facts) -> bool:
    return _said(_facts_of_exhibit(known)) == _said(facts)


def _said(facts: Facts) -> Facts:
    return {name: facts.get(name) for name in ("kind", "topic", "day", "size", *SHOWN)}


def _plain(facts: Facts, name: str, kind: type) -> Any:
    value = facts.get(name)
    if not isinstance(value, kind) or isinstance(value, bool | datetime):
        raise Unread(f"“{name}” is missing or is not what it should be.")
    return value


def _moment(facts: Facts, name: str) -> datetime:
    value = facts.get(name)
    if not isinstance(value, datetime):
        raise Unread(f"“{name}” is no moment.")
    return value if timezone.is_aware(value) else timezone.make_aware(value)
