"""Time spent, by the phases of the roadmaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from roadmap.habits.models import About
from roadmap.path.editions import Edition
from roadmap.path.evidence import KEPT, RoadmapProgress
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
        names |= {phase.pk: (phase.title, course.roadmap.title) for phase in course.edition.phases}
        phases = _phases_of(course.edition, course.progress)
        found = minutes.keys() & phases.keys() - placed
        for subject in found:
            totals[phases[subject]] += minutes[subject]
        placed |= found
    rows = [Spent(*names[phase], totals[phase]) for phase in names if totals[phase]]
    left = sum(minutes[subject] for subject in minutes.keys() - placed)
    return [*rows, Spent(ELSEWHERE, "", left)] if left else rows


@lru_cache(maxsize=KEPT)
def _phases_of(edition: Edition, progress: RoadmapProgress) -> dict[Subject, int]:
    """The first phase that names a topic or asks for a lab, by its number."""
    phases: dict[Subject, int] = {}
    for topic in edition.topics:
        phases.setdefault((About.TOPIC.value, topic.concept.key), topic.phase_id)
        for part in progress.topics[topic.pk].parts:
            if part.kind == "lab":
                phases.setdefault((About.LAB.value, part.target), topic.phase_id)
    return phases


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
