"""How a failing tensor is drawn."""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from labs.tensors import Element, Plane, plane_of

register = template.Library()

LEAST_HEAT: Final = 0.18
SQUARE: Final = 26  # pixels a side at most
WIDEST: Final = 480
CROSS: Final = "M{0} {1}l.6 .6m0 -.6l-.6 .6"


@register.filter
def worst_plane(tensor: dict[str, Any]) -> Plane:
    """The plane through the worst element; see labs.tensors."""
    return plane_of(tensor)


@register.simple_tag
def error_map(plane: Plane) -> SafeString:
    """A square an element, the fuller the larger its error; a cross where one side is NaN or infinite."""
    wrong = [element for element in plane.elements if element.level > 0]
    side = max(1, min(SQUARE, WIDEST // plane.columns))
    return format_html(
        '<svg class="error-plane" viewBox="0 0 {} {}" width="{}" height="{}" preserveAspectRatio="{}" role="img">'
        '<title>Where the error is: {} of {} squares shown are wrong</title><rect class="heat-ground" width="{}" '
        'height="{}"/>{}{}<rect class="heat-cursor" width="1" height="1" visibility="hidden"/></svg>',
        plane.columns,
        plane.rows,
        plane.columns * side,
        SQUARE if plane.rows == 1 else plane.rows * side,
        "none" if plane.rows == 1 else "xMinYMin",  # a row may be squeezed into narrow pages
        plane.wrong_here,
        len(plane.elements),
        plane.columns,
        plane.rows,
        format_html_join("", '<rect x="{}" y="{}" width="1" height="1" fill-opacity="{}"/>', map(square, wrong)),
        format_html_join("", '<path class="heat-broken" d="{}"/>', ((cross(one),) for one in wrong if one.broken)),
    )


def square(element: Element) -> tuple[int, int, str]:
    return element.column, element.row, f"{LEAST_HEAT + (1 - LEAST_HEAT) * element.level:.2f}"


def cross(element: Element) -> str:
    return CROSS.format(element.column + 0.2, element.row + 0.2)
