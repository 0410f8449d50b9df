"""Submissions with code and verdict, and what stands unsent in the editors of labs."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from labs.models import CheckResult, Draft, SetAside, State, Submission, storable
from roadmap.vault.carried import Summary
from roadmap.vault.front_matter import Facts, Unread, block, fenced, plain, read, written
from roadmap.vault.models import Record
from roadmap.vault.signing import identity_of, installation, is_ours, signature
from runner.contract import Ending, Outcome

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOLDER, DRAFTS = "submissions/", "drafts/"
# How a submission walked through the queue is of no use elsewhere; all else it says is carried.
LEFT: Final = {"id", "learner", "source", "attempt", "attempts", "handed_over", "lease_until", "cancel_asked"}
COLUMNS: Final = [field.name for field in Submission._meta.concrete_fields if field.name not in LEFT]
CHECK: Final = ("name", "title", "outcome", "message", "seconds", "detail", "output")
# Read a few at a time: a submission with its results may be large.
AT_ONCE: Final = 100


def pack(learner: User) -> Iterator[tuple[str, str]]:
    own = Submission.objects.of(learner).filter(record=None).order_by("pk").prefetch_related("checks")
    for submission in own.iterator(chunk_size=AT_ONCE):
        facts = _facts(submission, learner)
        yield _place(facts["uuid"], submission.lab, submission.created), _text(facts, submission)
    for record in Record.objects.of(learner).order_by("pk").iterator(chunk_size=AT_ONCE):
        yield _place(str(record.uuid), record.lab, record.created), record.text
    for draft in Draft.objects.of(learner).order_by("lab"):
        facts = {"kind": "lab-draft", "lab": draft.lab, "kept": draft.kept}
        yield f"{DRAFTS}{draft.lab}.md", written(facts, fenced(draft.source, "python"))
    for aside in SetAside.objects.of(learner).order_by("pk"):
        facts = {"kind": "lab-draft", "lab": aside.lab, "kept": aside.kept, "page": aside.page}
        yield f"{DRAFTS}{aside.lab} {aside.page}.md", written(facts, fenced(aside.source, "python"))


def _place(identity: str, lab: str, created: datetime) -> str:
    return f"{FOLDER}{lab}/{created:%Y-%m-%d} {identity[:8]}.md"


def _facts(submission: Submission, learner: User) -> Facts:
    facts = {name: getattr(submission, name) for name in COLUMNS}
    return {"kind": "submission", "uuid": str(identity_of(submission.pk)), "learner": learner.get_username(), **facts}


def _text(facts: Facts, submission: Submission) -> str:
    rows = [{name: getattr(check, name) for name in CHECK} for check in submission.checks.all()]
    checks = json.dumps(rows, ensure_ascii=False, indent=1)
    # Nothing is vouched for that the judge has not said.
    signed = {"signature": signature(facts, submission.source, checks)} if submission.is_settled else {}
    facts = {**facts, "installation": str(installation()), **signed}
    title = f"# {submission.lab}: {submission.standing}\n\n[[lab:{submission.lab}]]\n\n"
    return written(facts, f"{title}{fenced(submission.source, 'python')}\n## Checks\n\n{fenced(checks, 'json')}")


def unpack(learner: User, files: Mapping[str, str]) -> Summary:
    done = Summary()
    known = {identity_of(pk) for pk in Submission.objects.of(learner).values_list("pk", flat=True)}
    known |= set(Record.objects.of(learner).values_list("uuid", flat=True))
    for path in files:
        if path.startswith((FOLDER, DRAFTS)):
            with done.problems_of(path):
                facts, body = read(text := files[path])
                if facts.get("kind") == "submission":
                    _take(learner, facts, body, text, known, done)
                elif facts.get("kind") == "lab-draft":
                    _take_draft(learner, facts, body, done)
    return done


def _take(learner: User, facts: Facts, body: str, text: str, known: set[uuid.UUID], done: Summary) -> None:
    identity, source, checks = _identity(facts), block(body, "python"), block(body, "json") or "[]"
    if identity in known:
        done.unchanged += 1
        return
    if source is None:
        raise Unread("It holds no code.")
    record = Record(learner=learner, uuid=identity, lab=_slug(facts), source=source, text=text)
    record.verdict, record.created = _verdict(facts), plain(facts, "created", datetime)
    # Whoever takes the name of another learner would still need a file that was signed for that name.
    if facts.get("learner") == learner.get_username() and is_ours(facts, source, checks):
        record.restored = _restored(learner, facts, source, checks)
    record.save()
    known.add(identity)
    done.added += 1


def _restored(learner: User, facts: Facts, source: str, checks: str) -> Submission:
    """The submission as it was: this installation judged it for this learner, and says so by its signature."""
    values = {name: facts[name] for name in COLUMNS if name in facts} | {"state": State.SETTLED}
    submission = Submission.objects.create(learner=learner, source=source, **values)
    Submission.objects.filter(pk=submission.pk).update(created=facts["created"])
    CheckResult.objects.bulk_create(
        CheckResult(submission=submission, position=position, **{name: row[name] for name in CHECK})
        for position, row in enumerate(json.loads(checks))
    )
    return submission


def _take_draft(learner: User, facts: Facts, body: str, done: Summary) -> None:
    source = block(body, "python")
    if source is None:
        raise Unread("It holds no code.")
    if "page" in facts:
        _take_aside(learner, facts, storable(source), done)
        return
    draft, new = Draft.objects.get_or_create(learner=learner, lab=_slug(facts), defaults={"source": storable(source)})
    if new:
        Draft.objects.filter(pk=draft.pk).update(kept=plain(facts, "kept", datetime))
        done.added += 1
    elif draft.source == source:
        done.unchanged += 1
    else:
        raise Unread("You have other code in the editor of this lab, which was kept.")


def _take_aside(learner: User, facts: Facts, source: str, done: Summary) -> None:
    """A draft that stood beside another; here it does so again."""
    page, kept = plain(facts, "page", str)[:32], plain(facts, "kept", datetime)
    asides = SetAside.objects.of(learner).filter(lab=_slug(facts))
    if asides.filter(source=source).exists():
        done.unchanged += 1
    elif asides.filter(page=page).exists():
        raise Unread("Another draft stands in its place, which was kept.")
    else:
        SetAside.objects.create(learner=learner, lab=_slug(facts), page=page, source=source, kept=kept)
        done.added += 1


def _identity(facts: Facts) -> uuid.UUID:
    try:
        return uuid.UUID(plain(facts, "uuid", str)[:50])
    except ValueError as error:
        raise Unread("It has no uuid, by which it would be known again.") from error


def _slug(facts: Facts) -> str:
    lab: str = plain(facts, "lab", str)
    if len(lab) > 80 or not lab.replace("-", "").replace("_", "").isalnum() or not lab.isascii():
        raise Unread("It names no lab.")
    return lab


def _verdict(facts: Facts) -> str:
    verdict = facts.get("verdict") or ""
    if verdict not in {"", *(ending.value for ending in Ending)}:
        raise Unread("Its verdict is none that is known.")
    return str(verdict)


def checks_of(record: Record) -> list[dict[str, Any]]:
    """What each check said elsewhere: name, title and outcome; nothing where the file is damaged."""
    try:
        rows = json.loads(block(read(record.text)[1], "json") or "[]")
    except (Unread, ValueError, RecursionError):
        return []
    outcomes = {outcome.value for outcome in Outcome}
    return [row for row in rows if isinstance(row, dict) and row.get("outcome") in outcomes]
