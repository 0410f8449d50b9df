"""The bar at the top of every page."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from django import template
from django.template import Context
from django.urls import get_script_prefix, reverse

register = template.Library()

# URL name, words, and the second key after "g".
PLACES: Final = (
    ("today", "Today", "t"),
    ("path-index", "Path", "p"),
    ("labs-index", "Labs", "l"),
    ("papers-index", "Papers", "a"),
    ("notes-index", "Notes", "n"),
    ("reviews", "Reviews", "r"),
    ("habits", "Habits", "h"),
    ("dashboard", "Dashboard", "d"),
)
SERVICES: Final = (
    ("workers", "Workers", "w"),
    ("account", "Account", "u"),
)
# On a narrow screen the first places stand in the bar, the others behind its button.
AT_HAND: Final = 5
GROUPS: Final = {"at-hand": PLACES[:AT_HAND], "further": PLACES[AT_HAND:], "services": SERVICES}


@register.inclusion_tag("_places.html", takes_context=True)
def places(context: Context, group: str) -> dict[str, Any]:
    """Links to a group of rooms, or to the services behind them; the current one is marked."""
    here, prefix = getattr(context.get("request"), "path", ""), get_script_prefix()
    links = [_link(_address(name, prefix), words, key, here) for name, words, key in GROUPS[group]]
    return {"group": group, "links": links}


@cache
def _address(name: str, prefix: str) -> str:
    """Of a room, in an installation that stands below `prefix`: every page asks for all of them."""
    return reverse(name)


def _link(address: str, words: str, key: str, here: str) -> dict[str, Any]:
    current = here == address or (address != "/" and here.startswith(address))
    return {"address": address, "words": words, "key": f"g {key}", "current": current}
