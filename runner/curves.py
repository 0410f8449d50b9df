"""Points of a training curve, as a probe reports them while it runs."""

from __future__ import annotations

import sys
from typing import Any

from runner.sandbox.calls import clean_text

CURVE_POINTS = 200  # kept with the verdict; all of them are drawn while it runs


def thinned(curve: list[dict[str, float]]) -> list[dict[str, float]]:
    """At most CURVE_POINTS of the points, evenly spaced, the last among them."""
    step = -(-len(curve) // CURVE_POINTS)
    return curve[::-1][::step][::-1]


def curve_point(point: dict[str, Any]) -> dict[str, float]:
    """A point of a live curve as the page may draw it: a few finite numbers by name, nothing else."""
    numbers = [(k, v) for k, v in list(point.items())[:9] if isinstance(v, (int, float)) and not isinstance(v, bool)]
    return {clean_text(str(k))[:40]: float(v) for k, v in numbers if abs(v) <= sys.float_info.max}
