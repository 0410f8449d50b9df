"""Attempts until proven, per lab."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from statistics import median_low
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Max, Min, OuterRef, Subquery
from django.utils import timezone

from labs.catalogue import catalogue
from labs.models import Submission
from roadmap.progress.charts.chart import Chart, FirstStep, Row, counted
from roadmap.progress.span import Span
from runner.contract import Ending

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from roadmap.progress.scope import Scope

# No verdict, or one that says nothing of what the learner can do.
NO_ATTEMPT: Final = ("", Ending.OURS.value, Ending.CANCELLED.value, Ending.REPORTED.value)


@dataclass(frozen=True)
class Tried:
    """How often a lab was sent up to its first pass, that one included; `proven` is None while there is none."""

    lab: str
    attempts: int
    proven: datetime | None


def tried(learner: User, span: Span, scope: Scope | None = None) -> list[Tried]:
    """The labs here that were first passed in `span`, or else last sent in it, the most attempts first. Two queries,
    which read of all submissions only what an index holds."""
    labs = scope.labs if scope else list(catalogue())
    mine = Submission.objects.of(learner).filter(lab__in=labs).order_by()
    passes, judged = mine.passed(), mine.exclude(verdict__in=NO_ATTEMPT)
    until = judged.filter(lab=OuterRef("lab"), pk__lte=OuterRef("pk")).values("lab").annotate(many=Count("pk"))
    proven = (
        mine.filter(pk__in=passes.values("lab").annotate(first=Min("pk")).values("first"))
        .filter(span.moments("settled"))
        .values_list("lab", Subquery(until.values("many")), "settled")
    )
    never = judged.exclude(lab__in=passes.values("lab")).values("lab").annotate(many=Count("pk"), last=Max("settled"))
    found = [Tried(*row) for row in proven]
    found += [Tried(row["lab"], row["many"], None) for row in never.filter(span.moments("last"))]
    return sorted(found, key=lambda one: (-one.attempts, one.lab))


def attempts_chart(labs: list[Tried], span: Span) -> Chart:
    """A bar for each lab, hatched where it is not proven yet."""
    titles = {one.lab: catalogue()[one.lab].title for one in labs}
    return Chart(
        key="attempts",
        question="How many attempts did each lab take until it was proven?",
        answer=_answer(labs),
        columns=("Lab", "Proven", "Attempts"),
        words=1,
        rows=[Row(titles[one.lab], (_day(one), one.attempts)) for one in labs],
        caption="Every verdict up to the first pass, that one included; what was cancelled or went wrong on our side "
        "is not counted.",
        nothing=FirstStep(
            f"No lab was judged {span.words}",
            "Send code to a lab: each verdict up to the first pass counts here.",
            "labs-index",
            "Choose a lab",
        ),
        drawing={
            "kind": "bars",
            "unit": "attempts",
            "labels": [titles[one.lab] for one in labs],
            "series": [
                {
                    "name": "Proven",
                    "values": [one.attempts if one.proven else 0 for one in labs],
                    "colour": "proven",
                    "pattern": "",
                },
                {
                    "name": "Not proven yet",
                    "values": [0 if one.proven else one.attempts for one in labs],
                    "colour": "ink-faint",
                    "pattern": "/",
                },
            ],
        },
    )


def _day(one: Tried) -> str:
    return f"{timezone.localdate(one.proven):%-d %b %Y}" if one.proven else "not yet"


def _answer(labs: list[Tried]) -> str:
    proven = [one.attempts for one in labs if one.proven]
    if not proven:
        return f"{counted(len(labs), 'lab')} tried, none proven yet." if labs else ""
    if len(proven) == 1:
        return f"1 lab proven, after {counted(proven[0], 'attempt')}."
    at_first = sum(attempts == 1 for attempts in proven)
    middle = counted(median_low(proven), "attempt")
    return f"Half of the {counted(len(proven), 'lab')} proven took {middle} or fewer; {at_first} passed at the first."
