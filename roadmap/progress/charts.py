"""The dashboard's series. Each function answers one chart's question; page and data address share its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from roadmap.path.models import Tick
from roadmap.path.tally import State
from roadmap.progress.activity import Day
from roadmap.progress.leaves import Leaf
from roadmap.reviews.queue import Planned

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Standing:
    """How many topics stood claimed and how many proven at the end of a day. Proving a claimed one moves it over."""

    day: date
    claimed: int
    proven: int


def claim_dates(learner: User) -> dict[str, date]:
    """The day on which each concept was last claimed, by its key. One query."""
    claims = Tick.objects.filter(learner=learner, state=Tick.State.CLAIMED).values_list("concept__key", "at")
    return {key: timezone.localdate(at) for key, at in claims}


def claimed_and_proven(learner: User, leaves: Iterable[Leaf], today: date | None = None) -> list[Standing]:
    """The days on which something changed, oldest first, and today. Empty where nothing is claimed or proven."""
    claims = claim_dates(learner)
    claimed: Counter[date] = Counter()
    proven: Counter[date] = Counter()
    for leaf in leaves:
        proof = timezone.localdate(leaf.proven_at) if leaf.proven_at else None
        claim = claims.get(leaf.key)
        if claim and (proof is None or claim < proof) and (proof or leaf.state is State.CLAIMED):
            claimed[claim] += 1
            if proof:
                claimed[proof] -= 1
        if proof:
            proven[proof] += 1
    return _summed(claimed, proven, today or timezone.localdate())


def _summed(claimed: Counter[date], proven: Counter[date], today: date) -> list[Standing]:
    days = sorted({*claimed, *proven})
    rows: list[Standing] = []
    for day in [*days, today] if days and days[-1] < today else days:
        before = rows[-1] if rows else Standing(day, 0, 0)
        rows.append(Standing(day, before.claimed + claimed[day], before.proven + proven[day]))
    return rows


def standing_chart(rows: list[Standing], course: list[tuple[date, float, float, float]]) -> dict[str, Any]:
    """What charts.js draws: two lines that change on a day and stay, and the weeks to come as a line in a band."""
    return {
        "days": [row.day.isoformat() for row in rows],
        "series": [
            *forecast_series(course),
            {"name": "Proven", "values": [row.proven for row in rows], "colour": "proven", "shape": "steps"},
            {"name": "Claimed", "values": [row.claimed for row in rows], "colour": "claimed", "shape": "steps"},
        ],
    }


def forecast_series(course: list[tuple[date, float, float, float]]) -> list[dict[str, Any]]:
    """A band that holds eight futures of ten, and the line that half of them reach; nothing without a forecast."""
    if not course:
        return []
    days = [day.isoformat() for day, *_ in course]
    low, middle, high = ([row[column] for row in course] for column in (1, 2, 3))
    return [
        {"name": "Eight of ten futures", "days": days, "values": high, "low": low, "colour": "proven", "shape": "band"},
        {"name": "At this pace", "days": days, "values": middle, "colour": "proven", "shape": "ahead"},
    ]


def reviews_chart(days: list[Planned]) -> dict[str, Any]:
    """What charts.js draws: the reviews of each day to come."""
    return {
        "days": [day.day.isoformat() for day in days],
        "series": [
            {"name": "Reviews", "values": [day.reviews for day in days], "colour": "fading", "shape": "bars"},
        ],
    }


def activity_chart(days: list[Day]) -> dict[str, Any]:
    """What charts.js draws: four kinds of work stacked on each day, the last two told apart by hatching as well."""
    bars = {"shape": "bars"}
    return {
        "days": [day.day.isoformat() for day in days],
        "series": [
            {"name": "Code sent", "values": [day.submissions for day in days], "colour": "ink-soft", **bars},
            {"name": "Topics ticked", "values": [day.ticks for day in days], "colour": "claimed", **bars},
            {"name": "Notes begun", "values": [day.notes for day in days], "colour": "fading", "pattern": "/", **bars},
            {"name": "Other work", "values": [day.others for day in days], "colour": "proven", "pattern": ".", **bars},
        ],
    }
