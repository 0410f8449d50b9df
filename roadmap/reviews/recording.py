"""Write a rating down and move its card on; take one back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from fsrs import Rating as FsrsRating

from roadmap.habits.resting import rest_days
from roadmap.reviews.balance import lightest_day
from roadmap.reviews.memory import reviewed
from roadmap.reviews.models import Card, Rating, Review, ReviewPlan, Sitting

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AFTER = ("stability", "difficulty", "due", "day")


class NothingToUndo(ValueError):
    """The rating is not the latest of its card, is undone already, or is the proof that made the card."""


def planned(learner: User, without: Card | None = None) -> dict[date, int]:
    """How many of the learner's other reviews stand on each day."""
    cards = Card.objects.of(learner).here()
    return (cards.exclude(pk=without.pk) if without else cards).by_day()


@transaction.atomic
def record(card: Card, rating: Rating, at: datetime, origin: Review.Origin, **facts: Any) -> Review:
    """Rate a card. `facts` are further fields of the `Review`: seconds, submission, text."""
    locked = Card.objects.select_for_update().select_related("learner").get(pk=card.pk)
    plan = ReviewPlan.objects.of(locked.learner)
    moment = max(at, locked.reviewed)  # a verdict may be read after a later one
    memory, interval = reviewed(locked.memory, FsrsRating(rating), moment, plan.retention)
    day = lightest_day(timezone.localdate(moment), interval, planned(locked.learner, locked), rest_days(locked.learner))
    review = Review.objects.create(
        card=locked,
        rating=rating,
        at=moment,
        origin=origin,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=day,
        day=day,
        **facts,
    )
    put_back(card, review)
    return review


@transaction.atomic
def undo(review: Review) -> Review:
    """Take the latest rating of a card back; gives the one that counts again."""
    card = Card.objects.select_for_update().get(pk=review.card_id)
    latest, *before = card.reviews.standing()[:2]
    if latest.pk != review.pk or not before:
        raise NothingToUndo("Only the latest rating of a card can be taken back, and the proof itself stays.")
    Review.objects.filter(pk=review.pk).update(undone=timezone.now())
    put_back(card, before[0])
    return before[0]


@transaction.atomic
def change(review: Review, rating: Rating) -> Review:
    """The same review rated otherwise: the mistaken rating stays in the log, undone."""
    undo(review)
    facts = {"seconds": review.seconds, "submission": review.submission, "text": review.text}
    corrected = record(review.card, rating, review.at, Review.Origin(review.origin), **facts)
    Sitting.objects.filter(review=review).update(review=corrected)
    return corrected


def put_back(card: Card, review: Review) -> None:
    """The card as it stands after `review`."""
    after: Mapping[str, Any] = {name: getattr(review, name) for name in AFTER} | {"reviewed": review.at}
    Card.objects.filter(pk=card.pk).update(**after)
    for name, value in after.items():
        setattr(card, name, value)
