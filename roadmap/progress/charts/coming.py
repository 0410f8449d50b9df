"""What comes back for review."""

from __future__ import annotations

from typing import Final

from roadmap.progress.charts.chart import Chart, FirstStep, Row, counted
from roadmap.progress.span import LENGTHS, Span
from roadmap.reviews.queue import FORECAST_DAYS, Planned

# Reviews lie ahead: a page that looks at the last 90 days looks at the 90 to come.
FURTHEST: Final = 365


def days_ahead(span: Span) -> int:
    """How many days to come belong to a range of the past."""
    return LENGTHS.get(span.key) or min(span.length or FORECAST_DAYS, FURTHEST)


def coming_chart(days: list[Planned]) -> Chart:
    """The reviews of each day to come."""
    busy = [day for day in days if day.reviews]
    return Chart(
        key="reviews",
        question=f"What comes back for review in the coming {len(days)} days?",
        answer=_answer(busy),
        columns=("Day", "Reviews"),
        rows=[Row.of(day.day, day.reviews) for day in busy],
        caption="As they are planned now: today holds all that waits, and a review that is done brings a later one.",
        nothing=FirstStep(
            "No review is ahead",
            "What you prove comes back here, so that it stays known. Prove a topic first.",
            "labs-index",
            "Choose a lab",
        ),
        drawing={
            "kind": "days",
            "days": [day.day.isoformat() for day in busy],
            "span": [days[0].day.isoformat(), days[-1].day.isoformat()],
            "series": [
                {"name": "Reviews", "values": [day.reviews for day in busy], "colour": "fading", "shape": "bars"},
            ],
        },
    )


def _answer(busy: list[Planned]) -> str:
    if not busy:
        return ""
    fullest = max(busy, key=lambda day: day.reviews)
    every = sum(day.reviews for day in busy)
    most = f"the most, {fullest.reviews}, on {fullest.day:%-d %b %Y}"
    return f"{counted(every, 'review')} on {counted(len(busy), 'day')}; {most}."
