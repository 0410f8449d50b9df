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
LEAVES: Final = Fragments("path/_topic.html", most=8192)
ROWS: Final = Fragments("path/_row.html", most=2048)


@register.simple_tag(takes_context=True)
def topic_leaf(context: Context, row: Row) -> SafeString:
    """`path/_topic.html` of a topic with nothing under it."""
    return _drawn(LEAVES, context, row)


@register.simple_tag(takes_context=True)
def topic_row(context: Context, row: Row) -> SafeString:
    """`path/_row.html`."""
    return _drawn(ROWS, context, row)


def _drawn(fragments: Fragments, context: Context, row: Row) -> SafeString:
    # The edition says all of the topic, the rest is where the learner stands with it.
    roadmap, origin = context["roadmap"], context.get("from", "")
    told = (roadmap.slug, roadmap.edition, row.topic.pk, row.progress, tuple(row.labs), origin)
    return fragments.draw(told, {"roadmap": roadmap, "row": row, "from": origin})
