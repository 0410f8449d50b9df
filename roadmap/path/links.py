"""Where a wikilink to a topic leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from labs.markdown import Link, Target
from roadmap.path.models import Topic

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def found_topics(targets: list[Target], learner: User) -> dict[Target, Link]:
    """Each where it stands in the first roadmap of those that the learner sees."""
    found = Topic.objects.visible_to(learner).filter(concept__key__in={target.name for target in targets})
    links: dict[Target, Link] = {}
    for topic in found.select_related("concept", "phase__roadmap").order_by("phase__roadmap__position", "position"):
        address = reverse("topic", args=[topic.phase.roadmap.slug, topic.concept.key])
        links.setdefault(Target("topic", topic.concept.key), Link(topic.concept.title, address))
    return links
