"""The rows of a roadmap, each drawn once for each way in which it may stand."""

from __future__ import annotations

from typing import Final

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from roadmap.fragments import Fragments
from roadmap.path.rows import Row

register = template.Library()

# Some 2 KB each: two roadmaps of 300 topics as a dozen learners stand on them.
ROWS: Final = Fragments("path/_row.html", most=8192)


@register.simple_tag(takes_context=True)
def topic_row(context: Context, row: Row) -> SafeString:
    """`path/_row.html`. The edition says all of the topic, the rest is where the learner stands with it."""
    roadmap, origin = context["roadmap"], context.get("from", "")
    told = (roadmap.slug, roadmap.edition, row.topic.pk, row.progress, tuple(row.labs), origin)
    return ROWS.draw(told, {"roadmap": roadmap, "row": row, "from": origin})
