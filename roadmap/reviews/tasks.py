"""Once a day every learner's new proofs become cards, so that what fades is known of those who do not look."""

from __future__ import annotations

from typing import Final

from celery import shared_task
from django.contrib.auth.models import User

from roadmap.reviews.facts import make_cards
from roadmap.reviews.sittings import settle_katas

LOOK_SECONDS: Final = 24 * 3600.0


@shared_task(name="roadmap.reviews.tasks.look", expires=LOOK_SECONDS)
def look() -> None:
    """Katas judged and proofs made since the last look, of every learner. Done twice, it is done once."""
    for learner in User.objects.filter(is_active=True).order_by("pk").iterator():
        settle_katas(learner)
        make_cards(learner)
