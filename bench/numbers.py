"""Medians, percentiles and tables."""

from __future__ import annotations

from statistics import median
from typing import Any


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least `share` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))]


def summary(seconds: list[float], floor: list[float] | None = None) -> dict[str, Any]:
    """Median and p99 in milliseconds, and the median as a multiple of the floor's."""
    made = {"median_ms": median(seconds) * 1000, "p99_ms": percentile(seconds, 0.99) * 1000, "runs": len(seconds)}
    return made | ({"ratio": median(seconds) / median(floor)} if floor else {})


def table(title: str, rows: dict[str, dict[str, Any]]) -> str:
    """Rows of numbers under their names, aligned for a terminal."""
    columns = list(dict.fromkeys(c for row in rows.values() for c in row))
    names, wide = max([26, *(len(name) + 1 for name in rows)]), max([16, *(len(column) + 2 for column in columns)])
    lines = [title, "  " + f"{'':<{names}}" + "".join(f"{c:>{wide}}" for c in columns)]
    for name, row in rows.items():
        lines.append("  " + f"{name:<{names}}" + "".join(f"{cell(row.get(c)):>{wide}}" for c in columns))
    return "\n".join(lines)


def cell(value: Any) -> str:
    return "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
