"""Habits leave with their owner, as Markdown files with YAML front matter, and come back from them.

A row is known again by its uuid. What differs from what the learner has is kept beside it as a copy, whose uuid
follows from its content: the same file read twice makes one. A timer that runs stays where it runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from django.db import models, transaction

from roadmap.habits.ladders import BY_KEY
from roadmap.habits.models import Entry, Minutes, RestDay, Routine, RoutineDone, Rung
from roadmap.papers.carrying import Facts, Summary, Unread, copy_identity, free_identity, front_matter, identity
from roadmap.papers.markdown import with_front_matter
from roadmap.proofs.carrying import taken_from

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOLDER: Final = "habits"
MOST_ROWS: Final = 20_000
TITLE_CHARACTERS: Final = 200


@dataclass(frozen=True)
class Carried:
    """A kind of row: its model, and the fields that are carried."""

    model: type[models.Model]
    fields: tuple[str, ...]

    def facts_of(self, row: models.Model) -> Facts:
        return {"uuid": str(getattr(row, "uuid", "")), **{name: getattr(row, name) for name in self.fields}}

    def same(self, one: models.Model, other: models.Model) -> bool:
        return all(getattr(one, name) == getattr(other, name) for name in self.fields)


KINDS: Final = {
    "minutes": Carried(Minutes, ("kind", "subject", "day", "minutes", "remark", "timed")),
    "rung": Carried(Rung, ("ladder", "key", "title", "link", "learned", "begun", "done")),
    "entry": Carried(Entry, ("kind", "title", "day", "link", "rank", "entrants", "score", "learned")),
    "routine": Carried(Routine, ("title", "every", "link")),
}


def pack(learner: User) -> Iterator[tuple[str, str]]:
    """Every file of the learner's habits: where it stands, and its text. Minutes are gathered by month."""
    spent = Minutes.objects.of(learner).order_by("day", "pk")
    for month, rows in groupby(spent, key=lambda row: f"{row.day:%Y-%m}"):
        facts = {"kind": "minutes", "rows": [KINDS["minutes"].facts_of(row) for row in rows]}
        yield f"{FOLDER}/minutes-{month}.md", with_front_matter(facts, f"# Time in {month}\n")
    for rung in Rung.objects.of(learner).order_by("pk"):
        yield _file("ladders", f"{rung.ladder}-{rung.key}", "rung", rung, rung.learned)
    for entry in Entry.objects.of(learner).order_by("pk"):
        yield _file("log", entry.kind, "entry", entry, entry.learned)
    for routine in Routine.objects.of(learner).prefetch_related("done").order_by("pk"):
        done = sorted(row.day for row in routine.done.all())
        yield _file("routines", routine.every, "routine", routine, "", done=done)
    if rest := sorted(RestDay.objects.of(learner).days()):
        yield f"{FOLDER}/rest.md", with_front_matter({"kind": "rest", "days": rest}, "# Days of rest\n")


def _file(folder: str, name: str, kind: str, row: Rung | Entry | Routine, body: str, **more: Any) -> tuple[str, str]:
    facts = {"kind": kind, "row": {**KINDS[kind].facts_of(row), **more}}
    return f"{FOLDER}/{folder}/{name}-{row.uuid.hex[:8]}.md", with_front_matter(facts, body)


@transaction.atomic
def unpack(learner: User, files: Mapping[str, str]) -> Summary:
    """Take in what `pack` gave, here or elsewhere; what is not of this room is passed over. Twice changes nothing."""
    return taken_from(FOLDER, files, lambda text, summary: _take(learner, front_matter(text), summary))


def _take(learner: User, facts: Facts, summary: Summary) -> None:
    kind = facts.get("kind")
    if kind == "rest":
        _take_rest(learner, _days(facts.get("days")), summary)
    elif kind == "minutes":
        for row in _rows(facts.get("rows")):
            _take_row(learner, "minutes", row, summary)
    elif kind in KINDS:
        (row,) = _rows([facts.get("row")])
        made = _take_row(learner, str(kind), row, summary)
        if isinstance(made, Routine):
            _take_dates(made, _days(row.get("done")), summary)
    else:
        raise Unread("Its front matter does not say which habit it is.")


def _take_row(learner: User, kind: str, facts: Facts, summary: Summary) -> models.Model:
    """The learner's row that says this: the one that was there, or a new one."""
    carried = KINDS[kind]
    own = free_identity(carried.model, learner, identity(facts.get("uuid")), "learner")
    mine = carried.model._default_manager.filter(learner=learner)
    told = carried.model(learner=learner, **{name: facts.get(name) for name in carried.fields})
    told.clean_fields(exclude=["learner"])
    told.clean()
    known = mine.filter(uuid=own).first() or _namesake(told, mine)
    if known and carried.same(known, told):
        summary.unchanged += 1
        return known
    if known and isinstance(told, Routine):  # one routine of a name: its dates are added to the one that is there
        summary.unchanged += 1
        return known
    if known:
        own = copy_identity(own, {name: str(getattr(told, name)) for name in carried.fields})
        if copy := mine.filter(uuid=own).first():
            summary.unchanged += 1
            return copy
        _renamed(told, own.hex[:8])
        summary.copied += 1
    else:
        summary.added += 1
    told.uuid = own  # type: ignore[attr-defined]
    told.full_clean()
    told.save()
    return told


def _namesake(told: models.Model, mine: models.QuerySet[models.Model]) -> models.Model | None:
    """The learner's own row in whose place this one would stand."""
    if isinstance(told, Rung):
        if told.ladder not in BY_KEY:
            raise Unread("There is no such ladder.")
        return mine.filter(ladder=told.ladder, key=told.key).first()
    return mine.filter(title=told.title).first() if isinstance(told, Routine) else None


def _renamed(told: models.Model, mark: str) -> None:
    """A copy of a rung stands beside it, under a name of its own."""
    if isinstance(told, Rung):
        told.title = (told.title or told.key)[:TITLE_CHARACTERS]
        told.key = f"{told.key[:70]}-{mark}"


def _take_rest(learner: User, days: list[date], summary: Summary) -> None:
    new = set(days) - RestDay.objects.of(learner).days()
    RestDay.objects.bulk_create([RestDay(learner=learner, day=day) for day in sorted(new)])
    summary.added += len(new)
    summary.unchanged += len(set(days)) - len(new)


def _take_dates(routine: Routine, days: list[date], summary: Summary) -> None:
    new = set(days) - set(routine.done.values_list("day", flat=True))
    for day in sorted(new):
        done = RoutineDone(routine=routine, day=day)
        done.full_clean()
        done.save()
    summary.added += len(new)


def _rows(told: Any) -> list[Facts]:
    if not isinstance(told, list) or len(told) > MOST_ROWS or not all(isinstance(row, dict) for row in told):
        raise Unread("It does not name its rows.")
    return told


def _days(told: Any) -> list[date]:
    if not isinstance(told, list) or len(told) > MOST_ROWS or not all(type(day) is date for day in told):
        raise Unread("It does not name its days.")
    return told
