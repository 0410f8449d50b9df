"""Where a wikilink to a topic leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from labs.markdown import Link, Target
from labs.prepared import prepared
from roadmap.links import SUGGESTED, distance_of
from roadmap.path.editions import editions_of
from roadmap.path.models import Roadmap, Topic

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet


def found_topics(targets: list[Target], learner: User) -> dict[Target, Link]:
    """Each where it stands in the first roadmap of those that the learner sees."""
    roadmaps = _seen(learner)
    places = list(zip(roadmaps, editions_of(roadmaps), strict=True))
    links: dict[Target, Link] = {}
    for target in targets:
        found = [(roadmap, one.first_about[target.name]) for roadmap, one in places if target.name in one.first_about]
        if found:
            roadmap, topic = min(found, key=lambda one: (one[0].position, one[1].position))
            links[target] = Link(topic.concept.title, reverse("topic", args=[roadmap.slug, target.name]))
    return links


@prepared
def _seen(learner: User) -> QuerySet[Roadmap]:
    return Roadmap.objects.visible_to(learner).only("slug", "position", "edition")


def suggested_topics(text: str, learner: User) -> list[tuple[Target, str]]:
    """Each concept once, in however many roadmaps it stands."""
    seen = Topic.objects.visible_to(learner).order_by(distance_of("concept__title", text), "concept__title")
    for word in text.split():
        seen = seen.filter(Q(concept__title__icontains=word) | Q(concept__key__icontains=word))
    found = seen.values_list("concept__key", "concept__title").distinct()
    return [(Target("topic", key), title) for key, title in found[:SUGGESTED]]
