"""The bar in which the tour goes along, on every page while it is on."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from roadmap.tour.stops import standing_in

register = template.Library()


@register.inclusion_tag("tour/_bar.html", takes_context=True)
def tour_bar(context: Context) -> dict[str, Any]:
    """Nothing where no tour is on. On another page than that of its stop it only says where it waits."""
    request = context.get("request")
    standing = standing_in(request.session) if request is not None and hasattr(request, "session") else None
    if request is None or standing is None or not request.user.is_authenticated:
        return {"at": None}
    here = request.path == standing.stop.address
    return {"at": standing, "here": here, "back": request.get_full_path(), "csrf_token": context.get("csrf_token")}
