"""Lengths of time as a plan tells them."""

from __future__ import annotations

from django import template

register = template.Library()

MINUTES = 60


@register.filter
def hours(minutes: int) -> str:
    """150 as “2 h 30 min”, 45 as “45 min”, 6000 as “100 h”: minutes count for less the more hours there are."""
    whole, rest = divmod(minutes, MINUTES)
    if whole >= 10:
        return f"{round(minutes / MINUTES)} h"
    return " ".join(
        part for part in (f"{whole} h" if whole else "", f"{rest} min" if rest or not whole else "") if part
    )
