"""Where a wikilink to a topic leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from labs.markdown import Link, Target
from roadmap.links import SUGGESTED, distance_of
from roadmap.path.models import Topic

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def found_topics(targets: list[Target], learner: User) -> dict[Target, Link]:
    """Each where it stands in the first roadmap of those that the learner sees."""
    found = Topic.objects.visible_to(learner).filter(concept__key__in={target.name for target in targets})
    named = found.values_list("concept__key", "concept__title", "phase__roadmap__slug")
    links: dict[Target, Link] = {}
    for key, title, slug in named.order_by("phase__roadmap__position", "position"):
        links.setdefault(Target("topic", key), Link(title, reverse("topic", args=[slug, key])))
    return links


def suggested_topics(text: str, learner: User) -> list[tuple[Target, str]]:
    """Each concept once, in however many roadmaps it stands."""
    seen = Topic.objects.visible_to(learner).order_by(distance_of("concept__title", text), "concept__title")
    for word in text.split():
        seen = seen.filter(Q(concept__title__icontains=word) | Q(concept__key__icontains=word))
    found = seen.values_list("concept__key", "concept__title").distinct()
    return [(Target("topic", key), title) for key, title in found[:SUGGESTED]]
