"""What Today offers to somebody who begins: the three questions, the tour, the way back from an answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from roadmap.papers.models import Paper
from roadmap.path.tally import State
from roadmap.plan.questions import take_back_words
from roadmap.progress.today import Today

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def is_newcomer(learner: User, shown: Today, days: Collection[date]) -> bool:
    """Whether the learner has nothing at all here and was not asked yet. One query at most, and none later on."""
    if shown.plan.is_asked or days or shown.begun or shown.due or not shown.courses:
        return False
    has_own = any(course.roadmap.owner_id for course in shown.courses)
    return not has_own and not Paper.objects.of(learner).exists()


def offers_tour(shown: Today) -> bool:
    """Whether the learner answered, or put off, and has sent nothing yet, nor taken or declined the tour."""
    sent = shown.passed or shown.judged or any(one.attempts for one in shown.begun)
    return shown.plan.is_asked and shown.plan.toured is None and not sent


def undo_words(shown: Today) -> str:
    """What today's answer ticked as known, for a button that takes it back; empty where nothing of it stands."""
    answered = shown.plan.answered
    if not shown.plan.known or answered is None or timezone.localdate(answered) != timezone.localdate():
        return ""
    claimed = (
        topic.concept.key
        for course in shown.courses
        for topic in course.topics
        if course.at(topic).own is State.CLAIMED
    )
    return take_back_words(shown.plan, claimed)
