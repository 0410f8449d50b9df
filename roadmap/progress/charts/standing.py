"""Claimed and proven over time, and the weeks to come at the present pace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from labs.prepared import prepared
from roadmap.path.models import Tick
from roadmap.path.tally import State
from roadmap.progress.charts.chart import Chart, FirstStep, Row, counted
from roadmap.progress.leaves import Leaf
from roadmap.progress.local_days import LocalDay
from roadmap.progress.span import Span

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

# A day, and what a tenth, a half and nine tenths of the futures have proven by it.
Course = list[tuple[date, float, float, float]]

CAPTION: Final = "At the end of each day on which something changed. A topic that is proven is no longer claimed."
CAPTION_AHEAD: Final = " For the weeks to come: what half of the futures reach, and what eight of ten lie between."


@dataclass(frozen=True)
class Standing:
    """How many topics stood claimed and how many proven at the end of a day. Proving a claimed one moves it over."""

    day: date
    claimed: int
    proven: int


@prepared
def claim_dates(learner: User) -> QuerySet[Tick, tuple[str, date]]:
    """The day on which each concept was last claimed, by its key. One query."""
    return Tick.objects.filter(learner=learner, state=Tick.State.CLAIMED).values_list("concept__key", LocalDay("at"))


def claimed_and_proven(learner: User, leaves: Iterable[Leaf], span: Span) -> list[Standing]:
    """The days of `span` on which something changed, oldest first; before them how it began, after them how it
    ended. Empty where nothing is claimed or proven by its end."""
    claims = dict(claim_dates(learner))
    claimed: Counter[date] = Counter()
    proven: Counter[date] = Counter()
    for leaf in leaves:
        proof = leaf.proven_on
        claim = claims.get(leaf.key)
        if claim and (proof is None or claim < proof) and (proof or leaf.state is State.CLAIMED):
            claimed[claim] += 1
            if proof:
                claimed[proof] -= 1
        if proof:
            proven[proof] += 1
    return within(_summed(claimed, proven), span)


def _summed(claimed: Counter[date], proven: Counter[date]) -> list[Standing]:
    rows: list[Standing] = []
    for day in sorted({*claimed, *proven}):
        before = rows[-1] if rows else Standing(day, 0, 0)
        rows.append(Standing(day, before.claimed + claimed[day], before.proven + proven[day]))
    return rows


def within(rows: list[Standing], span: Span) -> list[Standing]:
    """The rows in `span`, its first day with what stood by then, its last with what stands."""
    before = [row for row in rows if span.first and row.day < span.first]
    found = [row for row in rows if row.day <= span.last and not (span.first and row.day < span.first)]
    if before and span.first and not (found and found[0].day == span.first):
        found = [Standing(span.first, before[-1].claimed, before[-1].proven), *found]
    if found and found[-1].day < span.last:
        found.append(Standing(span.last, found[-1].claimed, found[-1].proven))
    return found


def standing_chart(rows: list[Standing], course: Course, span: Span, topics: int) -> Chart:
    """Two lines that change on a day and stay, and the weeks to come as a line in a band."""
    last = rows[-1] if rows else None
    return Chart(
        key="claimed-and-proven",
        question="How much have I claimed and proven over time?",
        answer=_answer(last, span, topics) if last else "",
        columns=("Day", "Proven", "Claimed", *(("Likely to be proven", "Eight times of ten") if course else ())),
        rows=[*_ahead(course), *_so_far(rows, course)],
        caption=CAPTION + (CAPTION_AHEAD if course else ""),
        nothing=FirstStep(
            "Nothing is claimed or proven yet",
            "Claim a topic that you know, or prove one: send code to its lab.",
            "path-index",
            "Open the path",
        ),
        drawing={
            "kind": "days",
            "days": [row.day.isoformat() for row in rows],
            "span": [],
            "series": [
                *forecast_series(course),
                {"name": "Proven", "values": [row.proven for row in rows], "colour": "proven", "shape": "steps"},
                {"name": "Claimed", "values": [row.claimed for row in rows], "colour": "claimed", "shape": "steps"},
            ],
        },
    )


def _answer(last: Standing, span: Span, topics: int) -> str:
    by = "" if span.is_present else f" by {span.last:%-d %b %Y}"
    return f"{last.proven:,} of {counted(topics, 'topic')} proven{by}, {last.claimed:,} more claimed."


def _so_far(rows: list[Standing], course: Course) -> list[Row]:
    blank = ("", "") if course else ()
    return [Row.of(row.day, row.proven, row.claimed, *blank) for row in reversed(rows)]


def _ahead(course: Course) -> list[Row]:
    """The weeks to come, the last first, without today."""
    return [
        Row.of(day, "", "", f"{middle:.0f}", f"{low:.0f} to {high:.0f}") for day, low, middle, high in course[:0:-1]
    ]


def forecast_series(course: Course) -> list[dict[str, Any]]:
    """A band that holds eight futures of ten, and the line that half of them reach; nothing without a forecast."""
    if not course:
        return []
    days = [day.isoformat() for day, *_ in course]
    low, middle, high = ([row[column] for row in course] for column in (1, 2, 3))
    return [
        {"name": "Eight of ten futures", "days": days, "values": high, "low": low, "colour": "proven", "shape": "band"},
        {"name": "At this pace", "days": days, "values": middle, "colour": "proven", "shape": "ahead"},
    ]
