"""Where a wikilink to a paper leads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from labs.markdown import Link, Target
from roadmap.links import SUGGESTED, distance_of
from roadmap.papers.identifiers import UnreadIdentifier, identify, normalised
from roadmap.papers.models import Paper

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def found_papers(targets: list[Target], learner: User) -> dict[Target, Link]:
    """Each to the learner's paper of that name, or to the form that adds it."""
    papers = Paper.objects.of(learner).known_as(target.name for target in targets)
    by_name = {name: Link(paper.title, paper.get_absolute_url()) for paper in papers for name in paper.names}
    return {target: by_name.get(normalised(target.name)) or _paper_to_add(target) for target in targets}


def suggested_papers(text: str, learner: User) -> list[tuple[Target, str]]:
    papers = Paper.objects.of(learner)
    for word in text.split():
        papers = papers.filter(Q(title__icontains=word) | Q(key__icontains=word) | Q(authors__icontains=word))
    return [
        (Target("paper", paper.key), paper.title)
        for paper in papers.order_by(distance_of("title", text), "title", "pk")[:SUGGESTED]
    ]


def _paper_to_add(target: Target) -> Link:
    try:
        identify(target.name)
        wanted = {"identifier": target.name}
    except UnreadIdentifier:
        wanted = {"title": target.name}
    return Link(target.name, f"{reverse('paper-new')}?{urlencode(wanted)}", known=False)
