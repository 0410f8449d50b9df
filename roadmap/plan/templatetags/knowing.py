"""The phases of the third question, each drawn once for each way in which it is answered."""

from __future__ import annotations

from typing import Final

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from roadmap.fragments import Fragments
from roadmap.path.models import Roadmap
from roadmap.plan.knowing import Section

register = template.Library()

# Some 10 KB each.
SECTIONS: Final = Fragments("plan/_section.html", most=1024)


@register.simple_tag(takes_context=True)
def known_section(context: Context, roadmap: Roadmap, section: Section) -> SafeString:
    """`plan/_section.html`. The edition says which lines there are; `checked` and `groups` are what is chosen."""
    checked, groups = context["checked"], context["groups"]
    lines = tuple((line.state, line.key in checked, line.name in groups) for line in section.lines)
    told = (roadmap.pk, roadmap.edition, section.name, section.name in groups, lines)
    return SECTIONS.draw(told, {"section": section, "checked": checked, "groups": groups})
