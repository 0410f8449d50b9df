"""From facts to cards: each proven lab and each settled teach-back gets one, when somebody looks or once a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from fsrs import Rating as FsrsRating

from labs.models import State, Submission, SubmissionQuerySet
from labs.prepared import prepared
from roadmap.habits.resting import rest_days
from roadmap.proofs.models import TeachBack
from roadmap.reviews.balance import lightest_day
from roadmap.reviews.memory import reviewed
from roadmap.reviews.models import Card, Kind, Rating, Review, ReviewPlan
from roadmap.reviews.recording import planned
from runner.contract import Ending

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

# Neither our own fault nor a change of mind says anything about the learner.
NOT_THE_LEARNERS = (Ending.OURS, Ending.CANCELLED)


@dataclass(frozen=True)
class Proof:
    """What makes a card: `rating` is read off how the proof came about."""

    kind: Kind
    subject: str
    at: datetime
    rating: Rating
    submission: int | None = None
    text: str = ""


def make_cards(learner: User) -> int:
    """A card for every proof that has none; gives how many were made. Two queries where there is nothing to do."""
    proofs = new_proofs(learner)
    if not proofs:
        return 0
    with transaction.atomic():
        return _keep(learner, proofs)


def new_proofs(learner: User) -> list[Proof]:
    """Proofs without a card, the oldest first."""
    return sorted([*passed_labs(learner), *taught(learner)], key=lambda proof: proof.at)


def passed_labs(learner: User) -> Iterable[Proof]:
    """Labs passed and without a card: at the first try the proof is rated good, after failures hard."""
    failed: set[str] = set()
    passed: dict[str, Proof] = {}
    for lab, verdict, at, pk in _judged(learner) if _a_pass(learner) else ():
        if verdict == Ending.PASSED and lab not in passed:
            rating = Rating.HARD if lab in failed else Rating.GOOD
            passed[lab] = Proof(Kind.LAB, lab, at, rating, submission=pk)
        failed.add(lab)
    return passed.values()


def _without_a_card(learner: User) -> SubmissionQuerySet:
    known = Card.objects.of(learner).filter(kind=Kind.LAB).values("subject")
    return Submission.objects.of(learner).filter(state=State.SETTLED).exclude(lab__in=known)


@prepared
def _a_pass(learner: User) -> QuerySet[Submission, int]:
    return _without_a_card(learner).passed().order_by().values_list("pk", flat=True)[:1]


@prepared
def _judged(learner: User) -> QuerySet[Submission, tuple[str, str, datetime, int]]:
    judged = _without_a_card(learner).exclude(verdict__in=NOT_THE_LEARNERS).annotate(at=Coalesce("settled", "created"))
    return judged.order_by("at", "pk").values_list("lab", "verdict", "at", "pk")


def taught(learner: User) -> Iterable[Proof]:
    """Concepts explained well enough and without a card: good if the rubric was met at once, else hard."""
    first: dict[str, Proof] = {}
    for text in sorted(_explained(learner), key=lambda one: one.created):
        if text.met and text.concept not in first:
            wanting = any(one.at < text.met for one in text.assessments.all())
            rating = Rating.HARD if wanting else Rating.GOOD
            first[text.concept] = Proof(Kind.TEACH_BACK, text.concept, text.met, rating, text=text.text)
    return first.values()


@prepared
def _explained(learner: User) -> QuerySet[TeachBack]:
    known = Card.objects.of(learner).filter(kind=Kind.TEACH_BACK).values("subject")
    return TeachBack.objects.of(learner).exclude(concept__in=known).prefetch_related("assessments")


def _keep(learner: User, proofs: Iterable[Proof]) -> int:
    retention = ReviewPlan.objects.of(learner).retention
    load, resting = planned(learner), rest_days(learner)
    made = 0
    for proof in proofs:
        memory, interval = reviewed(None, FsrsRating(proof.rating), proof.at, retention)
        day = lightest_day(timezone.localdate(proof.at), interval, load, resting)
        after = {"stability": memory.stability, "difficulty": memory.difficulty, "due": day, "day": day}
        card, is_new = Card.objects.get_or_create(
            learner=learner,
            kind=proof.kind,
            subject=proof.subject,
            defaults={"reviewed": proof.at, **after},
        )
        if not is_new:  # another look made it meanwhile
            continue
        Review.objects.create(
            card=card,
            rating=proof.rating,
            at=proof.at,
            origin=Review.Origin.PROOF,
            submission_id=proof.submission,
            text=proof.text,
            **after,
        )
        load[day] = load.get(day, 0) + 1
        made += 1
    return made
