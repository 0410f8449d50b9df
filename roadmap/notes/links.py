"""Where the wikilinks of a text lead, for the learner who reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse

from labs.catalogue import catalogue
from labs.markdown import Link, LinkResolver, Target
from roadmap.notes.models import LinkKind, Note, folded
from roadmap.papers.identifiers import UnreadIdentifier, identify, normalised
from roadmap.papers.models import Paper
from roadmap.path.models import Topic


def links_for(learner: User | None = None) -> LinkResolver:
    """A resolver over the notes and papers of `learner` and the topics and labs they see; one query for each kind."""

    def resolve(targets: Iterable[Target]) -> Mapping[Target, Link]:
        links: dict[Target, Link] = {}
        for kind, group in groupby(sorted(targets), key=attrgetter("kind")):
            links |= RESOLVERS[kind](list(group), learner)
        return links

    return resolve


def names_of(kind: str, name: str, learner: User) -> set[str]:
    """Every spelling under which a note may be linked to `name`: a paper has an arXiv id, a DOI and a key."""
    if kind == LinkKind.PAPER:
        known = Paper.objects.of(learner).known_as([name])
        return {normalised(name)}.union(*(paper.names for paper in known))
    return {folded(name)} if kind == LinkKind.NOTE else {name}


def _notes(targets: list[Target], learner: User | None) -> dict[Target, Link]:
    if learner is None:
        return {}
    found = Note.objects.of(learner).titled(target.name for target in targets)
    by_title = {note.title_folded: Link(note.title, note.get_absolute_url()) for note in found}
    return {target: by_title.get(folded(target.name)) or _note_to_write(target) for target in targets}


def _note_to_write(target: Target) -> Link:
    return Link(target.name, f"{reverse('note-new')}?{urlencode({'title': target.name})}", known=False)


def _topics(targets: list[Target], learner: User | None) -> dict[Target, Link]:
    seen = Q(phase__roadmap__owner=None) | Q(phase__roadmap__owner=learner)
    found = Topic.objects.filter(seen, concept__key__in={target.name for target in targets})
    links: dict[Target, Link] = {}
    for topic in found.select_related("concept", "phase__roadmap").order_by("phase__roadmap__position", "position"):
        address = reverse("topic", args=[topic.phase.roadmap.slug, topic.concept.key])
        links.setdefault(Target(LinkKind.TOPIC, topic.concept.key), Link(topic.concept.title, address))
    return links


def _labs(targets: list[Target], learner: User | None) -> dict[Target, Link]:
    labs = catalogue()
    known = [target for target in targets if target.name in labs]
    return {target: Link(labs[target.name].title, reverse("lab", args=[target.name])) for target in known}


def _papers(targets: list[Target], learner: User | None) -> dict[Target, Link]:
    if learner is None:
        return {}
    papers = Paper.objects.of(learner).known_as(target.name for target in targets)
    by_name = {name: Link(paper.title, paper.get_absolute_url()) for paper in papers for name in paper.names}
    return {target: by_name.get(normalised(target.name)) or _paper_to_add(target) for target in targets}


def _paper_to_add(target: Target) -> Link:
    try:
        identify(target.name)
        wanted = {"identifier": target.name}
    except UnreadIdentifier:
        wanted = {"title": target.name}
    return Link(target.name, f"{reverse('paper-new')}?{urlencode(wanted)}", known=False)


RESOLVERS: dict[str, Callable[[list[Target], User | None], dict[Target, Link]]] = {
    LinkKind.NOTE: _notes,
    LinkKind.TOPIC: _topics,
    LinkKind.LAB: _labs,
    LinkKind.PAPER: _papers,
}
