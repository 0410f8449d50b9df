"""Titles as a page shows them."""

from __future__ import annotations

import re
from functools import lru_cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from roadmap.path.markdown import plain

register = template.Library()
CODE = re.compile(r"(`[^`\n]+`)")


@register.filter
@lru_cache(maxsize=4096)
def title(text: str) -> SafeString:
    """A title as HTML: code stays code, other Markdown becomes its words (the title itself is a link)."""
    return mark_safe("".join(_piece(piece) for piece in CODE.split(text)))  # _piece escapes


def _piece(text: str) -> str:
    if CODE.fullmatch(text):
        return f"<code>{escape(text[1:-1])}</code>"
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return escape(f"{before}{plain(text)}{after}") if text.strip() else text


@register.filter
@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """A title as plain text, for labels."""
    return plain(text)
