"""Time spent, by the phases of the roadmaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from roadmap.habits.models import About
from roadmap.path.standing import Standing
from roadmap.progress.charts.chart import Chart, FirstStep, Row
from roadmap.progress.span import Span

MINUTES_AN_HOUR: Final = 60
ELSEWHERE: Final = "On no phase"
# What time is written down for: the kind and the name of a lab or a topic.
Subject = tuple[str, str]


@dataclass(frozen=True)
class Spent:
    """Minutes on the labs and topics of one phase."""

    phase: str
    roadmap: str
    minutes: int

    @property
    def hours(self) -> float:
        return round(self.minutes / MINUTES_AN_HOUR, 2)


def spent(courses: Iterable[Standing], minutes: Mapping[Subject, int]) -> list[Spent]:
    """The phases that took time, in reading order, and last what belongs to none of them.

    `minutes` by kind and name, as the database added them up. Each is counted once: in the first phase that names
    its topic, or asks for its lab.
    """
    names: dict[int, tuple[str, str]] = {}
    totals: Counter[int] = Counter()
    placed: set[Subject] = set()
    for course in courses:
        for topic in course.topics:
            names[topic.phase_id] = (topic.phase.title, course.roadmap.title)
            asked = [(About.LAB.value, part.target) for part in course.at(topic).parts if part.kind == "lab"]
            for subject in ((About.TOPIC.value, topic.concept.key), *asked):
                if subject in minutes and subject not in placed:
                    totals[topic.phase_id] += minutes[subject]
                    placed.add(subject)
    rows = [Spent(*names[phase], totals[phase]) for phase in names if totals[phase]]
    left = sum(minutes[subject] for subject in minutes.keys() - placed)
    return [*rows, Spent(ELSEWHERE, "", left)] if left else rows


def phases_chart(rows: list[Spent], span: Span, is_one_roadmap: bool) -> Chart:
    """A bar of hours for each phase."""
    return Chart(
        key="time",
        question="How much time did each phase take?",
        answer=_answer(rows, span),
        columns=("Phase", *(() if is_one_roadmap else ("Roadmap",)), "Hours"),
        words=0 if is_one_roadmap else 1,
        rows=[Row(row.phase, (row.hours,) if is_one_roadmap else (row.roadmap, row.hours)) for row in rows],
        caption="Time that you wrote down or timed, counted once: in the first phase that names its topic or asks for "
        "its lab.",
        nothing=FirstStep(
            f"No time is written down {span.words}",
            "Start the timer on a lab or a topic, or write down the minutes afterwards.",
            "time",
            "Open the time page",
        ),
        drawing={
            "kind": "bars",
            "unit": "hours",
            "labels": [row.phase for row in rows],
            "series": [
                {"name": "Hours", "values": [row.hours for row in rows], "colour": "ink-soft", "pattern": ""},
            ],
        },
    )


def _answer(rows: list[Spent], span: Span) -> str:
    if not rows:
        return ""
    longest = max(rows, key=lambda row: row.minutes)
    hours = sum(row.minutes for row in rows) / MINUTES_AN_HOUR
    return f"{hours:,.1f} hours {span.words}; the most, {longest.hours:,.1f}, on “{longest.phase}”."
