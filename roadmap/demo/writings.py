"""What the demonstration's learner wrote: notes, some of them explanations, and a log of papers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final

from roadmap.notes.models import Note
from roadmap.notes.writing import read_back, revise, write
from roadmap.papers.carrying import front_matter
from roadmap.papers.models import Claim, ClaimRun, Paper, Reproduction
from roadmap.papers.months import shifted
from roadmap.proofs.presenting import assess, present
from roadmap.proofs.rubric import RUBRIC

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TEXTS: Final = Path(__file__).parent / "texts"
CODE: Final = "https://example.org/reproductions"
FACTS: Final = (
    "scope",
    "plan",
    "environment",
    "hardware",
    "compute_hours",
    "deviations",
    "easy",
    "hard",
)


@dataclass(frozen=True)
class Text:
    """A note: the number of the day it was written on, what it is about, and which concept it explains, if any."""

    day: int
    title: str
    about: tuple[str, ...]
    explains: str
    levels: tuple[int, ...]
    body: str


def notes() -> list[Text]:
    """All notes, the earliest first."""
    return sorted(
        (text_in(path.read_text("utf-8")) for path in (TEXTS / "notes").glob("*.md")), key=lambda one: one.day
    )


def text_in(written: str) -> Text:
    facts = front_matter(written)
    body = written.split("\n---\n", 1)[1]
    levels = tuple(facts.get("levels", ()))
    return Text(facts["day"], facts["title"], tuple(facts["about"]), facts.get("explains", ""), levels, body)


def write_down(learner: User, text: Text) -> None:
    """The note in its first, shorter form, and the explanation that was made of it."""
    note = write(learner, text.title, text.body.partition("\n\n")[0] + "\n", read_back(text.about))
    finish(note, text)
    if text.explains:
        levels = dict(zip((question.key for question in RUBRIC), text.levels, strict=True))
        assess(present(learner, text.explains, note), learner, levels)


def finish(note: Note, text: Text) -> None:
    revise(note, note.revision, text.title, text.body, read_back(text.about))


def papers() -> list[dict[str, Any]]:
    return list(tomllib.loads((TEXTS / "papers.toml").read_text("utf-8"))["paper"])


def log(learner: User, told: dict[str, Any], today: date, chance: Random) -> None:
    """A paper, and its reproduction with what it claims and what the seeds gave."""
    facts = {name: told[name] for name in ("arxiv_id", "title", "authors", "venue", "year")}
    paper = Paper.objects.create(learner=learner, **facts)
    if "months_ago" not in told:
        return
    done = told["months_ago"] > 0
    reproduction = Reproduction.objects.create(
        paper=paper,
        month=shifted(today.replace(day=1), -told["months_ago"]),
        status=Reproduction.Status.DONE if done else Reproduction.Status.RUNNING,
        code_url=f"{CODE}/{paper.key}",
        commit=f"{chance.getrandbits(160):040x}",
        **{name: told[name] for name in FACTS if name in told},
    )
    for claim in told["claim"]:
        values = claim.pop("values")
        kept = Claim.objects.create(reproduction=reproduction, **claim)
        ClaimRun.objects.bulk_create(ClaimRun(claim=kept, seed=n, value=value) for n, value in enumerate(values))
