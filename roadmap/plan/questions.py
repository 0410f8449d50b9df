"""The three questions as a page shows them, at the first start on Today and later at a page of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from roadmap.path.markdown import plain
from roadmap.path.standing import Standing
from roadmap.plan.forms import PlanForm
from roadmap.plan.knowing import Choice, keep, sections_of
from roadmap.plan.models import Plan

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def questions(
    plan: Plan, courses: Iterable[Standing], form: PlanForm | None = None, choice: Choice | None = None
) -> dict[str, Any]:
    """What `plan/_questions.html` needs: with a form and a choice that were sent, those again. No query."""
    seen = list(courses)
    roadmaps = [course.roadmap for course in seen]
    courses_known = sections_of(seen)
    lines = [line for _, sections in courses_known for section in sections for line in section.lines]
    claimed = {line.key for line in lines if line.is_leaf and line.is_claimed}
    return {
        "plan": plan,
        "form": form or PlanForm(roadmaps, instance=plan),
        "sentences": {roadmap.slug: first_sentence(roadmap.opening) for roadmap in roadmaps},
        "courses_known": courses_known,
        "checked": choice.leaves if choice else claimed,
        "groups": choice.groups if choice else frozenset(),
        "claimed": " ".join(sorted(choice.shown if choice else claimed)),
        "taken_back": take_back_words(plan, claimed),
    }


def first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", plain(text), maxsplit=1)[0]


def take_back_words(plan: Plan, claimed: Iterable[str]) -> str:
    """How many of the topics that the latest answer ticked still are; empty where none is."""
    number = len(set(plan.known).intersection(claimed))
    return f"{number} topic{'' if number == 1 else 's'}" if number else ""


def save_answers(learner: User, form: PlanForm, courses: Iterable[Standing], choice: Choice) -> tuple[int, int]:
    """Keep the answers of a valid form. Gives how many topics were claimed, and how many claims taken back."""
    with transaction.atomic():
        plan: Plan = form.save(commit=False)
        known, gone = keep(learner, courses, choice)
        plan.answered = timezone.now()
        plan.known = known
        plan.save()
    return len(known), gone
