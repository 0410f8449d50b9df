"""What comes back for review."""

from __future__ import annotations

from datetime import date

from roadmap.progress.charts.chart import Chart, FirstStep, Row, counted
from roadmap.progress.span import LENGTHS, Span
from roadmap.reviews.queue import FORECAST_DAYS, Planned


def days_ahead(span: Span) -> int:
    """How many days to come belong to a range of the past: to the last 90 days the coming 90, to one's own 30."""
    return LENGTHS.get(span.key, FORECAST_DAYS)


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
            "span": [days[0].day.isoformat(), _last_shown(days, busy).isoformat()],
            "series": [
                {"name": "Reviews", "values": [day.reviews for day in busy], "colour": "fading", "shape": "bars"},
            ],
        },
    )


def _last_shown(days: list[Planned], busy: list[Planned]) -> date:
    """As far as there is something planned, and a month at least."""
    month = days[min(len(days), FORECAST_DAYS) - 1].day
    return max(month, busy[-1].day) if busy else month


def _answer(busy: list[Planned]) -> str:
    if not busy:
        return ""
    fullest = max(busy, key=lambda day: day.reviews)
    every = sum(day.reviews for day in busy)
    most = f"the most, {fullest.reviews}, on {fullest.day:%-d %b %Y}"
    return f"{counted(every, 'review')} on {counted(len(busy), 'day')}; {most}."
