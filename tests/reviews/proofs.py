"""Proven labs with their cards."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from labs.models import State, Submission
from roadmap.proofs.models import Assessment, TeachBack
from roadmap.proofs.rubric import RUBRIC
from roadmap.reviews.facts import make_cards
from roadmap.reviews.models import Card


def days_ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def send(learner: User, lab: str, verdict: str = "passed", days: float = 0) -> Submission:
    """A submission settled `days` days ago."""
    return Submission.objects.create(
        learner=learner, lab=lab, source=f"# {lab}\n", state=State.SETTLED, verdict=verdict, settled=days_ago(days)
    )


def prove(learner: User, lab: str, days: float = 0) -> Card:
    """The card of a lab passed at the first try, `days` days ago."""
    send(learner, lab, days=days)
    make_cards(learner)
    return Card.objects.get(learner=learner, subject=lab)


def teach(learner: User, concept: str, days: float = 0, levels: tuple[int, ...] = (1,)) -> TeachBack:
    """An explanation `days` days ago, its rubric answered once for each of `levels`, the last time first met."""
    text = TeachBack.objects.create(
        learner=learner, concept=concept, title=concept.title(), text=f"In my words: {concept}.", created=days_ago(days)
    )
    for minute, level in enumerate(levels):
        at = days_ago(days) + timedelta(minutes=minute)
        answers = {question.key: level for question in RUBRIC}
        Assessment.objects.create(teach_back=text, assessor=learner, assessor_name="owner", levels=answers, at=at)
    make_cards(learner)
    return text
