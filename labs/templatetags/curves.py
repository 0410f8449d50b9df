"""A training curve's numbers for those who read rather than look."""

from __future__ import annotations

from typing import Any, Final

from django import template

register = template.Library()

ROWS: Final = 40
LINES: Final = 4

Points = list[dict[str, Any]]


@register.filter
def numbers_of(points: Points) -> list[str]:
    """The names of the numbers that are drawn: those of the first point, without its step."""
    return [name for name in points[0] if name != "step"][:LINES]


@register.filter
def rows_of(detail: dict[str, Points]) -> list[list[str]]:
    """Step, numbers and those of the reference, at most ROWS times, evenly spaced, the last among them."""
    points, names = detail["curve"], numbers_of(detail["curve"])
    beside = {point.get("step"): point for point in detail.get("reference_curve", ())}
    every = -(-len(points) // ROWS)
    rows = []
    for index, point in list(enumerate(points))[::-1][::every][::-1]:
        other = beside.get(point.get("step"), {})
        values = [point.get(name) for name in names] + [other.get(name) for name in names if beside]
        rows.append([number(point.get("step", index)), *map(number, values)])
    return rows


def number(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, int | float) else ""
