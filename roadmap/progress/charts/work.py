"""Activity by day."""

from __future__ import annotations

from roadmap.progress.activity import Day
from roadmap.progress.charts.chart import Chart, FirstStep, Row, counted
from roadmap.progress.span import LENGTHS, Span

CAPTION = (
    "Other work: topics explained and things kept as evidence, reviews in words, time written down, entries in the "
    "log, routines done."
)


def work_chart(days: list[Day], span: Span) -> Chart:
    """Four kinds of work stacked on each day, told apart by hatching as well."""
    kinds = {
        "Code sent": [day.submissions for day in days],
        "Topics ticked": [day.ticks for day in days],
        "Notes begun": [day.notes for day in days],
        "Other work": [day.others for day in days],
    }
    look = (("ink-soft", ""), ("claimed", ""), ("fading", "/"), ("proven", "."))
    return Chart(
        key="activity",
        question="On which days did I work, and at what?",
        answer=_answer(days, span),
        columns=("Day", *kinds),
        rows=[Row.of(day.day, day.submissions, day.ticks, day.notes, day.others) for day in reversed(days)],
        caption=CAPTION,
        nothing=FirstStep(
            f"No work {span.words}",
            "A day stands here as soon as you send code to a lab, tick a topic or begin a note.",
            "labs-index",
            "Choose a lab",
        ),
        drawing={
            "kind": "days",
            "days": [day.day.isoformat() for day in days],
            "span": bounds(span),
            "series": [
                {"name": name, "values": values, "colour": colour, "pattern": pattern, "shape": "bars"}
                for (name, values), (colour, pattern) in zip(kinds.items(), look, strict=True)
            ],
        },
    )


def bounds(span: Span) -> list[str]:
    """The first and the last day that the axis shows; empty where the days themselves decide."""
    return [span.first.isoformat(), span.last.isoformat()] if span.first else []


def _answer(days: list[Day], span: Span) -> str:
    if span.key in LENGTHS:
        return f"You worked on {len(days)} of the last {LENGTHS[span.key]} days."
    return f"You worked on {counted(len(days), 'day')} {span.words}."
