"""Which proofs fade: proven still and for good, with their review overdue. Read by the evidence.

A proof fades once its review is at least GRACE_DAYS late, and either

- the predicted recall is more than RECALL_MARGIN below the learner's target (85 % where that is 90 %), or
- the review is LATE_DAYS late, however stable the memory.

Late is counted from the day that FSRS chose, not from one to which a backlog was spread. A lab that is not in the
catalogue cannot be reviewed and so does not fade; nor does an explanation that was deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import F
from django.utils import timezone

from labs.prepared import prepared
from roadmap.reviews.memory import RETENTION
from roadmap.reviews.models import Card, Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

GRACE_DAYS: Final = 3
RECALL_MARGIN: Final = 0.05
LATE_DAYS: Final = 30


@dataclass(frozen=True)
class Fading:
    """`labs` by slug, `taught` by the concept of the teach-back."""

    labs: frozenset[str]
    taught: frozenset[str]
    concepts: frozenset[str]


def fading_cards(learner: User) -> list[Card]:
    """The learner's fading cards. One query."""
    latest = timezone.localdate() - timedelta(days=GRACE_DAYS)
    cards = (card for card in _late(learner, latest) if card.is_here)
    return [card for card in cards if is_fading(card, getattr(card, "retention", None) or RETENTION)]


@prepared
def _late(learner: User, latest: date) -> QuerySet[Card]:
    late = Card.objects.of(learner).with_a_subject().filter(due__lte=latest)
    return late.annotate(retention=F("learner__review_plan__retention"))


def is_fading(card: Card, retention: float) -> bool:
    """Whether a card fades, for a learner with this target (0 to 1)."""
    if card.days_late < GRACE_DAYS:
        return False
    return card.days_late >= LATE_DAYS or card.recall < retention - RECALL_MARGIN


def fading(learner: User) -> Fading:
    """What of the learner's fades. One query."""
    cards = fading_cards(learner)
    return Fading(
        labs=frozenset(card.subject for card in cards if card.kind == Kind.LAB),
        taught=frozenset(card.subject for card in cards if card.kind == Kind.TEACH_BACK),
        concepts=frozenset(concept for card in cards for concept in card.concepts),
    )


def fading_labs(learner: User) -> frozenset[str]:
    """The slugs of the labs whose proof fades. One query."""
    return fading(learner).labs


def fading_concepts(learner: User) -> set[str]:
    """The concepts of fading proofs, by key: those a lab's folder names, and that of a teach-back. One query."""
    return set(fading(learner).concepts)
