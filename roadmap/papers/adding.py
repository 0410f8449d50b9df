"""Adding many papers at once, from BibTeX."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import User

from roadmap.papers.bibtex import Described, read
from roadmap.papers.forms import PaperForm, facts_of
from roadmap.papers.models import Paper
from roadmap.papers.saving import saved


@dataclass
class Added:
    """What became of a BibTeX text. `unread` holds the text of what was not added and why, in `problems`."""

    papers: list[Paper] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unread: str = ""


def add_from_bibtex(learner: User, text: str) -> Added:
    """Add every paper of a BibTeX text that the log does not hold yet; those it holds stay as they are."""
    reading = read(text)
    added = Added(problems=list(reading.problems), unread=reading.unread)
    for entry in reading.entries:
        add_entry(learner, entry, added)
    return added


def add_entry(learner: User, entry: Described, added: Added) -> None:
    if twin := twin_of(learner, entry):
        added.known.append(twin.title)
        return
    facts = facts_of(entry) | {"identifier": entry.identifier.arxiv_id or entry.identifier.doi, "bibtex": entry.raw}
    form = PaperForm(facts, learner=learner)
    if saved(form):
        added.papers.append(form.instance)
        return
    sentences = " ".join(str(error) for errors in form.errors.values() for error in errors)
    added.problems.append(f"“{entry.title or entry.key}”: {sentences}")
    added.unread = f"{added.unread}\n\n{entry.raw}".strip()


def twin_of(learner: User, entry: Described) -> Paper | None:
    """The paper of the log that an entry describes: of the same id, or without ids of the same title and year."""
    mine = Paper.objects.of(learner)
    names = [name for name in entry.identifier if name]
    if names:
        return mine.known_as(names).first()
    return mine.filter(title__iexact=entry.title, year=entry.year).first() if entry.title else None
