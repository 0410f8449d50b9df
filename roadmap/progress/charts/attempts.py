"""Attempts until proven, per lab."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from statistics import median_low
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, DateTimeField, Max, Min, OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

from labs.catalogue import catalogue
from labs.models import Submission, SubmissionQuerySet
from labs.prepared import prepared
from roadmap.progress.charts.chart import Chart, FirstStep, Row, counted
from roadmap.progress.span import Bounds, Span
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
    """The labs here that were first passed in `span`, or else last sent in it, the most attempts first. One query,
    which reads of all submissions only what an index holds."""
    labs = set(scope.labs) if scope else catalogue().keys()
    found = (Tried(*row) for row in _tried(learner, *span.edges))
    return sorted((one for one in found if one.lab in labs), key=lambda one: (-one.attempts, one.lab))


def _judged(learner: User) -> SubmissionQuerySet:
    return Submission.objects.of(learner).order_by().exclude(verdict__in=NO_ATTEMPT)


def _passes(learner: User) -> QuerySet[Submission, Any]:
    return Submission.objects.of(learner).order_by().passed().values("lab")


@prepared
def _tried(
    learner: User, since: datetime, until: datetime, first: date, last: date
) -> QuerySet[Submission, tuple[str, int, datetime | None]]:
    """Labs with their attempts so far, and the moment of the first pass if there is one."""
    bounds = Bounds(since, until, first, last)
    return _proven(learner, bounds).union(_never(learner, bounds), all=True)


def _proven(learner: User, bounds: Bounds) -> QuerySet[Submission, tuple[str, int, datetime | None]]:
    sent = _judged(learner).filter(lab=OuterRef("lab"), pk__lte=OuterRef("pk")).values("lab")
    rows = Submission.objects.filter(pk__in=_passes(learner).annotate(first=Min("pk")).values("first")).order_by()
    many = Subquery(sent.annotate(many=Count("pk")).values("many"))
    return rows.filter(bounds.moments("settled")).values_list("lab", many, "settled")


def _never(learner: User, bounds: Bounds) -> QuerySet[Submission, tuple[str, int, datetime | None]]:
    """Those never passed and last sent in these bounds."""
    rows = _judged(learner).exclude(lab__in=_passes(learner)).values("lab")
    rows = rows.annotate(many=Count("pk"), last=Max("settled")).filter(bounds.moments("last"))
    return rows.values_list("lab", "many", Value(None, DateTimeField()))


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
