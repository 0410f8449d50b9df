"""One page of a learner's queue, as the address asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.http import QueryDict

from roadmap.papers.arxiv.models import Mark, Preprint, PreprintQuerySet

PAGE = 25
SHOWN = {"new": "New", "starred": "Starred", "dismissed": "Dismissed", "all": "All"}


@dataclass(frozen=True)
class Asked:
    """What is asked for; what cannot be meant is passed over."""

    show: str = "new"
    category: str = ""
    tag: str = ""
    q: str = ""
    before: int | None = None

    @classmethod
    def in_query(cls, query: QueryDict) -> Asked:
        show, before = query.get("show", ""), query.get("before", "")
        return cls(
            show=show if show in SHOWN else "new",
            category=query.get("category", "")[:32].replace("\0", ""),
            tag=query.get("tag", "")[:40].replace("\0", ""),
            q=query.get("q", "")[:200].replace("\0", ""),
            before=int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None,
        )

    def address(self, **changed: Any) -> str:
        """The query of this page with something changed; a change of filter begins at the newest again."""
        parts = {"show": self.show, "category": self.category, "tag": self.tag, "q": self.q} | changed
        return "?" + urlencode(
            {name: value for name, value in parts.items() if value and (name, value) != ("show", "new")}
        )


@dataclass(frozen=True)
class QueuePage:
    rows: list[tuple[Preprint, Mark]]
    older: str  # the address of the next page, empty on the last


def entries_for(learner: User, asked: Asked) -> PreprintQuerySet:
    mine = Preprint.objects
    shown = {
        "new": mine.new_to,
        "starred": mine.starred_by,
        "dismissed": mine.dismissed_by,
        "all": mine.followed_by,
    }
    # Who asks for a tag or words looks for something, wherever it stands.
    show = "all" if asked.show == "new" and (asked.tag or asked.q) else asked.show
    entries: PreprintQuerySet = shown[show](learner)
    entries = entries.tagged_by(learner, asked.tag) if asked.tag else entries
    entries = entries.in_category(asked.category) if asked.category else entries
    entries = entries.search(asked.q) if asked.q else entries
    return entries.filter(pk__lt=asked.before) if asked.before is not None else entries


def page_of(learner: User, asked: Asked) -> QueuePage:
    entries = list(entries_for(learner, asked)[: PAGE + 1])
    shown = entries[:PAGE]
    older = asked.address(before=shown[-1].pk) if len(entries) > PAGE else ""
    return QueuePage(rows_of(learner, shown), older)


def rows_of(learner: User, entries: list[Preprint]) -> list[tuple[Preprint, Mark]]:
    """Each entry with what the learner made of it, which may be nothing yet."""
    marks = {mark.entry_id: mark for mark in Mark.objects.of(learner).filter(entry__in=entries).select_related("paper")}
    return [(entry, marks.get(entry.pk) or Mark(learner=learner, entry=entry)) for entry in entries]
