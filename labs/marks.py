"""How a learner stands with each lab, worked out from what was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Max

from labs.models import Draft, Submission
from runner.contract import Ending

NOT_BEGUN, UNDER_WAY, PROVEN, FADING = "not_begun", "under_way", "proven", "fading"
MARKS = {NOT_BEGUN: "not begun", UNDER_WAY: "under way", PROVEN: "proven", FADING: "fading"}
# What fades is proven still.
DONE = frozenset({PROVEN, FADING})

# Tells from a learner to the slugs of labs whose review is overdue. Whoever plans reviews enters one when its app is
# ready: labs know nothing of it.
FADES: dict[str, Callable[[User], Iterable[str]]] = {}


@dataclass(frozen=True)
class Standing:
    """One lab of one learner: its mark, and when it was last sent or drafted."""

    mark: str
    touched: datetime


def standings_of(learner: User) -> dict[str, Standing]:
    """Every lab that this learner has begun, by slug. Two queries and one for each of FADES, however much was sent."""
    sent = Submission.objects.of(learner).order_by().values_list("lab", "verdict").annotate(Max("created"))
    drafts = [(lab, "", kept) for lab, kept in Draft.objects.of(learner).values_list("lab", "kept")]
    fading = {slug for fades in FADES.values() for slug in fades(learner)}
    standings: dict[str, Standing] = {}
    for lab, verdict, touched in [*sent, *drafts]:
        known = standings.get(lab, Standing(UNDER_WAY, touched))
        passed = verdict == Ending.PASSED or known.mark in DONE
        mark = (FADING if lab in fading else PROVEN) if passed else UNDER_WAY
        standings[lab] = Standing(mark, max(known.touched, touched))
    return standings


def marks_of(learner: User) -> dict[str, str]:
    """The mark of every lab that this learner has begun; the others are NOT_BEGUN."""
    return {lab: standing.mark for lab, standing in standings_of(learner).items()}


def mark_of(learner: User, lab: str) -> str:
    """The mark of one lab."""
    mine = Submission.objects.of(learner).filter(lab=lab)
    if mine.passed().exists():
        return FADING if any(lab in fades(learner) for fades in FADES.values()) else PROVEN
    begun = mine.exists() or Draft.objects.of(learner).filter(lab=lab).exists()
    return UNDER_WAY if begun else NOT_BEGUN
