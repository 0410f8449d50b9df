"""A review from its beginning to its rating: written again and judged, or explained again and compared."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from labs.actions.submit import submit
from labs.models import Submission
from labs.prepared import prepared
from roadmap.proofs.models import TeachBack
from roadmap.reviews.facts import NOT_THE_LEARNERS
from roadmap.reviews.models import Card, KataAttempt, Rating, Review, Sitting
from roadmap.reviews.recording import record
from runner.contract import Ending

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

# A sitting that lay open longer says nothing about how long the work took.
LONGEST_SITTING: Final = timedelta(hours=6)


class SittingOver(ValueError):
    """The sitting has ended: nothing can be sent or rated in it any more."""


def begin(card: Card) -> Sitting:
    """The card's open sitting, or a new one."""
    return Sitting.objects.get_or_create(card=card, ended=None)[0]


@transaction.atomic
def send(sitting: Sitting, learner: User, source: str, device: str) -> Submission:
    """Send a solution to the judge as a kata. Raises RefusedError as labs do, SittingOver after the end."""
    if not Sitting.objects.select_for_update().open().filter(pk=sitting.pk).exists():
        raise SittingOver("This review is over. Nothing was sent; what you wrote is still in the editor.")
    submission = submit(learner, sitting.card.subject, source, device)
    KataAttempt.objects.create(sitting=sitting, submission=submission)
    return submission


def settle_katas(learner: User) -> int:
    """Rate every open kata whose code has passed by now; gives how many. One query where there is none."""
    return sum(settle(sitting) is not None for sitting in _with_passed_code(learner))


@prepared
def _with_passed_code(learner: User) -> QuerySet[Sitting]:
    passed = Sitting.objects.of(learner).open().filter(attempts__submission__verdict=Ending.PASSED)
    return passed.distinct().select_related("card")


def settle(sitting: Sitting) -> Review | None:
    """Rate a kata that passed: good at the first try, hard after failures. None where none has passed."""
    attempts = Submission.objects.filter(pk__in=sitting.attempts.values("submission")).order_by("pk")
    passed = attempts.passed().first()
    if passed is None:
        return None
    failures = attempts.filter(pk__lt=passed.pk).exclude(verdict="").exclude(verdict__in=NOT_THE_LEARNERS)
    rating = Rating.HARD if failures.exists() else Rating.GOOD
    return finish(sitting, rating, passed.settled or timezone.now(), submission=passed)


@transaction.atomic
def finish(
    sitting: Sitting, rating: Rating, at: datetime | None = None, submission: Submission | None = None
) -> Review | None:
    """End a sitting with a rating; None where another request ended it first."""
    if not Sitting.objects.filter(pk=sitting.pk).end():
        return None
    moment = at or timezone.now()
    length = moment - sitting.began
    review = record(
        sitting.card,
        rating,
        moment,
        Review.Origin.KATA if sitting.is_kata else Review.Origin.TEACH_BACK,
        seconds=int(length.total_seconds()) if timedelta() <= length <= LONGEST_SITTING else None,
        submission=submission,
        text="" if sitting.is_kata else sitting.draft,
    )
    Sitting.objects.filter(pk=sitting.pk).update(review=review)
    sitting.refresh_from_db()
    return review


def former_text(card: Card) -> TeachBack | None:
    """The latest explanation of the card's concept that met its rubric, or the latest there is."""
    texts = list(TeachBack.objects.of(card.learner).about(card.subject).prefetch_related("assessments"))
    return next((text for text in texts if text.met), texts[0] if texts else None)
