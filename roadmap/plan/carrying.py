"""The plan leaves with its owner, as a Markdown file with YAML front matter, and comes back from it.

The plan of a learner who has answered is not changed. What is known already leaves with the path: it is ticks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from roadmap.papers.carrying import Facts, Summary, Unread, front_matter
from roadmap.papers.markdown import with_front_matter
from roadmap.plan.models import Plan
from roadmap.proofs.carrying import taken_from

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOLDER: Final = "plan"
KIND: Final = "learning-plan"


def pack(learner: User) -> Iterator[tuple[str, str]]:
    """The one file of a plan: where it stands, and its text. None where nothing was answered."""
    plan = Plan.objects.of(learner)
    if plan.answered:
        facts = {"kind": KIND, "roadmaps": plan.roadmaps, "hours": plan.hours, "answered": plan.answered}
        yield f"{FOLDER}/plan.md", with_front_matter(facts, _told(plan))


def _told(plan: Plan) -> str:
    hours = f"{plan.hours:g} hours a week." if plan.hours else "Hours a week: not said."
    return "\n".join(["# My plan", "", hours, "", *(f"- {slug}" for slug in plan.roadmaps), ""])


@transaction.atomic
def unpack(learner: User, files: Mapping[str, str]) -> Summary:
    """Take in what `pack` gave, here or elsewhere; what is not of this room is passed over. Twice changes nothing."""
    return taken_from(FOLDER, files, lambda text, summary: _take(learner, front_matter(text), summary))


def _take(learner: User, facts: Facts, summary: Summary) -> None:
    if facts.get("kind") != KIND:
        raise Unread("Its front matter does not say that it is a plan.")
    plan = Plan.objects.of(learner)
    if plan.answered:
        summary.unchanged += 1
        return
    hours, answered = facts.get("hours"), facts.get("answered")
    if isinstance(hours, bool) or not isinstance(hours, int | float | None):
        raise Unread("Its hours a week are no number.")
    if not isinstance(answered, datetime):
        raise Unread("It does not say when it was answered.")
    plan.roadmaps, plan.hours = facts.get("roadmaps"), hours
    plan.answered = answered if timezone.is_aware(answered) else timezone.make_aware(answered)
    plan.full_clean()
    plan.save()
    summary.added += 1
