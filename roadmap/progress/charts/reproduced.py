"""Papers: reported against reproduced, with intervals."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite, sqrt
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Avg, Count, Max, QuerySet, StdDev

from labs.prepared import prepared
from roadmap.papers.models import Claim
from roadmap.papers.verdicts import Result, Verdict, half_width_of, summed_up
from roadmap.progress.charts.chart import Chart, FirstStep, Row, counted
from roadmap.progress.span import Bounds, Span

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CLAIM_FIELDS: Final = ("metric", "data_set", "reported", "tolerance", "tolerance_kind", "better")


@dataclass(frozen=True)
class Reproduced:
    """One claim of a paper and what its runs came to."""

    paper: str
    claim: Claim
    result: Result

    @property
    def name(self) -> str:
        return f"{self.claim}, {self.paper}"

    @property
    def is_drawn(self) -> bool:
        """Whether it can be drawn in percent of the reported value."""
        return self.percent(self.result.mean) is not None

    def percent(self, value: float | None) -> float | None:
        """How far above (below: negative) the reported value, in percent of it. None where that says nothing: there
        is no value, no bound, or zero is reported."""
        reported = self.claim.reported
        if value is None or not reported:
            return None
        share = 100 * (value - reported) / abs(reported)
        return round(share, 3) if isfinite(share) else None


def reproduced(learner: User, span: Span, papers: Collection[int] | None = None) -> list[Reproduced]:
    """The claims whose latest value came in `span`, the latest first; those of `papers` (numbers) alone where given.

    One query: mean and spread are the database's, the interval and the verdict those of roadmap.papers.verdicts.
    """
    rows = (row for row in _tested(learner, *span.edges) if papers is None or row["reproduction__paper"] in papers)
    return [_of(row) for row in sorted(rows, key=lambda row: (row["at"], row["pk"]), reverse=True)]


@prepared
def _tested(
    learner: User, since: datetime, until: datetime, first: date, last: date
) -> QuerySet[Claim, dict[str, Any]]:
    rows = Claim.objects.of(learner).filter(runs__isnull=False).order_by()
    rows = rows.values("pk", "reproduction__paper", "reproduction__paper__title", *CLAIM_FIELDS).annotate(
        seeds=Count("runs"), mean=Avg("runs__value"), spread=StdDev("runs__value"), at=Max("runs__created")
    )
    within: QuerySet[Claim, dict[str, Any]] = rows.filter(Bounds(since, until, first, last).moments("at"))
    return within


def _of(row: dict[str, Any]) -> Reproduced:
    claim = Claim(**{name: row[name] for name in CLAIM_FIELDS})
    seeds = row["seeds"]
    # The database's spread divides by n: its other one fails on SQLite where there is a single value.
    spread = row["spread"] * sqrt(seeds / (seeds - 1)) if seeds > 1 else 0.0
    result = summed_up(seeds, row["mean"], half_width_of(seeds, spread), claim.band)
    return Reproduced(row["reproduction__paper__title"], claim, result)


def reproduced_chart(claims: list[Reproduced], span: Span) -> Chart:
    """A dot for each claim with its interval, on the band in which it counts as reproduced."""
    drawn = [one for one in claims if one.is_drawn]
    left = len(claims) - len(drawn)
    return Chart(
        key="papers",
        question="How near did I come to what the papers report?",
        answer=_answer(claims),
        columns=("Claim", "Verdict", "Reported", "Reproduced", "95 % interval", "Seeds"),
        words=1,
        rows=[_row(one) for one in claims],
        caption="In the chart: the mean of your seeds in percent above or below the reported value, its 95 % interval, "
        "and the band that counts as reproduced."
        + (f" {counted(left, 'claim')} cannot be drawn so, as zero is reported." if left else ""),
        nothing=FirstStep(
            f"No value of a paper was reproduced {span.words}",
            "Log a paper, name a claim of it, and enter what your code reaches, seed by seed.",
            "papers-index",
            "Open the papers",
        ),
        drawing={
            "kind": "intervals",
            "unit": "% from the reported value",
            "labels": [one.name for one in drawn],
            "words": [_in_words(one) for one in drawn],
            "verdicts": [one.result.verdict.value for one in drawn],
            "values": [one.percent(one.result.mean) for one in drawn],
            "low": [one.percent(one.result.low) for one in drawn],
            "high": [one.percent(one.result.high) for one in drawn],
            "band_low": [one.percent(one.claim.band.low) for one in drawn],
            "band_high": [one.percent(one.claim.band.high) for one in drawn],
        },
    )


def _row(one: Reproduced) -> Row:
    low, high = one.result.low, one.result.high
    interval = "" if low is None or high is None else f"{low:.4g} to {high:.4g}"
    told = (f"{one.claim.reported:.4g}", f"{one.result.mean:.4g}", interval, one.result.seeds)
    return Row(one.name, (one.result.verdict.label, *told))


def _in_words(one: Reproduced) -> str:
    return f"reported {one.claim.reported:.4g}, reproduced {one.result.mean:.4g}"


def _answer(claims: list[Reproduced]) -> str:
    if not claims:
        return ""
    held = sum(one.result.verdict is Verdict.REPRODUCED for one in claims)
    partly = sum(one.result.verdict is Verdict.PARTLY for one in claims)
    also = f", {partly} partly" if partly else ""
    return f"{held} of {counted(len(claims), 'claim')} reproduced{also}."
