"""Texts as pages show them, their wikilinks leading where they lead for the learner who reads them.

This file knows no room but labs. Each of the others enters a resolver of its own for the kind of target it holds,
when its app is ready: so path and notes link to one another and neither imports the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db.models import Case, Value, When
from django.utils.safestring import SafeString, mark_safe

from labs import markdown
from labs.catalogue import catalogue, lab_links
from labs.markdown import Link, LinkResolver, Target
from labs.search import matching

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# From the targets of one kind to those of them that this learner can be led to, or be offered to make.
Resolver = Callable[[list[Target], "User"], dict[Target, Link]]
# From the first letters of a name or title to what of one kind a learner may mean, each with its title.
Suggester = Callable[[str, "User"], list[tuple[Target, str]]]
SUGGESTED = 8


def links_for(learner: User) -> LinkResolver:
    """A resolver over what `learner` sees; one query for each kind of target."""

    def resolve(targets: Iterable[Target]) -> Mapping[Target, Link]:
        links: dict[Target, Link] = {}
        for kind, group in groupby(sorted(targets), key=attrgetter("kind")):
            links |= RESOLVERS[kind](list(group), learner)
        return links

    return resolve


def rendered(text: str, learner: User) -> SafeString:
    """Markdown as sanitised HTML."""
    return mark_safe(markdown.render(text, links_for(learner)))  # sanitised in labs.markdown


def all_rendered(texts: Iterable[str], learner: User) -> list[SafeString]:
    """Each text as `rendered` gives it; one query for each kind of target, however many texts there are."""
    texts = list(texts)
    links = links_for(learner)(dict.fromkeys(target for text in texts for target in markdown.targets_of(text)))
    return [mark_safe(markdown.render(text, lambda targets: links)) for text in texts]  # sanitised in labs.markdown


def found_labs(targets: list[Target], learner: User) -> dict[Target, Link]:
    """Labs are the same for every learner."""
    return lab_links(targets)


def suggested_labs(text: str, learner: User) -> list[tuple[Target, str]]:
    found = sorted(matching(catalogue().values(), text, statements=False), key=lambda lab: distance(lab.title, text))
    return [(Target("lab", lab.slug), lab.title) for lab in found[:SUGGESTED]]


def distance(title: str, text: str) -> int:
    """0 where the title begins so, 1 where a word of it does, 2 elsewhere."""
    folded, part = title.casefold(), text.casefold()
    return 0 if folded.startswith(part) else 1 if f" {part}" in folded else 2


def distance_of(column: str, text: str) -> Case:
    """The same of a column of titles."""
    begins = When(**{f"{column}__istartswith": text}, then=Value(0))
    word_begins = When(**{f"{column}__icontains": f" {text}"}, then=Value(1))
    return Case(begins, word_begins, default=Value(2))


# By kind, one of labs.markdown.LINK_KINDS.
RESOLVERS: dict[str, Resolver] = {"lab": found_labs}
SUGGESTERS: dict[str, Suggester] = {"lab": suggested_labs}
