"""Real partials on the page of components: many at once, none of which can be pressed by mistake."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from zlib import crc32

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

OWN_ID: Final = re.compile(r'\sid="([^"]+)"')
NAMES_AN_ID: Final = re.compile(
    r'(\s(?:id|for|form|headers|popovertarget|aria-(?:labelledby|describedby|controls))=")([^"]+)"'
)
# A key would reach the first of many, an address would change something of the one who looks.
ACTS: Final = re.compile(r'\s(?:data-key|data-events|action|formaction|method)="[^"]*"')


@register.simple_tag(takes_context=True)
def specimen(context: Context, name: str, given: Mapping[str, Any] | None = None) -> SafeString:
    """The partial `name` as its pages show it, with `given` over the page's own context."""
    own: dict[Any, Any] = context.flatten()
    drawn = render_to_string(name, own | dict(given or {}), own["request"])
    return mark_safe(ACTS.sub("", apart(drawn)))


def apart(drawn: str) -> str:
    """The same with ids that no other specimen has; what names an id of elsewhere stays."""
    own, suffix = set(OWN_ID.findall(drawn)), f"{crc32(drawn.encode()):08x}"

    def renamed(found: re.Match[str]) -> str:
        return found[1] + " ".join(f"{one}-{suffix}" if one in own else one for one in found[2].split()) + '"'

    return NAMES_AN_ID.sub(renamed, drawn)
