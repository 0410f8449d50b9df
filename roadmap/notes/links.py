"""Where a wikilink to a note leads, and under which spellings notes link to something."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from labs.markdown import LINK_KINDS, Link, Target
from roadmap.links import SUGGESTED, SUGGESTERS, distance_of
from roadmap.notes.models import LinkKind, Note, folded
from roadmap.papers.identifiers import normalised
from roadmap.papers.models import Paper

# Few enough to be seen at once.
OF_EACH_KIND = 3

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def found_notes(targets: list[Target], learner: User) -> dict[Target, Link]:
    """Each to the learner's note of that title, or to the form that begins it."""
    found = Note.objects.of(learner).titled(target.name for target in targets)
    by_title = {note.title_folded: Link(note.title, note.get_absolute_url()) for note in found}
    return {target: by_title.get(folded(target.name)) or _note_to_write(target) for target in targets}


def _note_to_write(target: Target) -> Link:
    return Link(target.name, f"{reverse('note-new')}?{urlencode({'title': target.name})}", known=False)


def suggested_notes(text: str, learner: User) -> list[tuple[Target, str]]:
    """Those whose title begins so first, then those that hold it, the newest change of each first."""
    part = folded(text)
    found = Note.objects.of(learner).filter(title_folded__contains=part)
    found = found.order_by(distance_of("title_folded", part), "-updated", "-pk")
    return [(Target("note", title), title) for title in found.values_list("title", flat=True)[:SUGGESTED]]


def suggested(text: str, learner: User) -> list[tuple[Target, str]]:
    """What a link that begins so may mean; `lab:ad` asks for labs alone."""
    kind, colon, name = text.lstrip().partition(":")
    kinds = [kind.casefold()] if colon and kind.casefold() in LINK_KINDS else LINK_KINDS
    looked_for, most = (name, SUGGESTED) if len(kinds) == 1 else (text, OF_EACH_KIND)
    return [found for kind in kinds for found in SUGGESTERS[kind](looked_for.strip(), learner)[:most]]


def found_tags(targets: list[Target], learner: User) -> dict[Target, Link]:
    """Each to the notes that have it."""
    address = reverse("notes-index")
    return {target: Link(f"#{target.name}", f"{address}?{urlencode({'tag': target.name})}") for target in targets}


def names_of(kind: str, name: str, learner: User) -> set[str]:
    """Every spelling under which a note may be linked to `name`: a paper has an arXiv id, a DOI and a key."""
    if kind == LinkKind.PAPER:
        known = Paper.objects.of(learner).known_as([name])
        return {normalised(name)}.union(*(paper.names for paper in known))
    if kind == LinkKind.TAG:
        return {name.strip().removeprefix("#").casefold()}
    return {folded(name)} if kind == LinkKind.NOTE else {name}
