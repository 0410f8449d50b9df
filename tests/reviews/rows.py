from typing import Any

from django.contrib.auth.models import User

from labs.models import Submission
from roadmap.reviews.facts import make_cards
from roadmap.reviews.models import KataAttempt, Kind, ReviewPlan, Sitting
from tests.every_row import SECRET


def rows(learner: User) -> dict[str, dict[str, Any]]:
    make_cards(learner)
    ReviewPlan.objects.get_or_create(learner=learner)
    card = learner.cards.get(kind=Kind.LAB)
    sitting = Sitting.objects.create(card=card, draft=SECRET)
    sent = Submission.objects.create(learner=learner, lab="activation-zoo", source=f"z = '{SECRET}'\n")
    KataAttempt.objects.create(sitting=sitting, submission=sent)
    return {
        "/reviews/cards/": {"pk": card.pk},
        "/reviews/ratings/": {"pk": card.reviews.get().pk},
        "/reviews/sittings/": {"pk": sitting.pk},
        "/api/cards/": {"pk": card.pk},
        "/api/ratings/": {"pk": card.reviews.get().pk},
        "/api/sittings/": {"pk": sitting.pk},
    }
