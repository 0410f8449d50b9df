"""Reviews leave with their owner, as Markdown files with YAML front matter, and come back from them.

A card is known by what it is about, a rating by its uuid: ratings that are not here yet join the card's log, and the
card then stands as after the latest of them that counts. So two logs of one card become one and nothing is lost.
The plan of a learner who has one is not changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from roadmap.notes.models import BODY_CHARACTERS
from roadmap.papers.carrying import Facts, Summary, Unread, free_identity, front_matter, identity
from roadmap.papers.markdown import with_front_matter
from roadmap.proofs.carrying import taken_from
from roadmap.reviews.models import Card, Review, ReviewPlan
from roadmap.reviews.recording import put_back

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOLDER: Final = "reviews"
REVIEW: Final = ("rating", "at", "origin", "seconds", "text", "stability", "difficulty", "due", "day", "undone")
MOST_REVIEWS: Final = 10_000
LONGEST_STABILITY_DAYS: Final = 36_500
EASIEST, HARDEST = 1, 10


def pack(learner: User) -> Iterator[tuple[str, str]]:
    """Every file of the learner's reviews: where it stands, and its text."""
    if plan := ReviewPlan.objects.filter(learner=learner).first():
        facts = {"kind": "plan", "retention": plan.retention, "most_a_day": plan.most_a_day}
        yield f"{FOLDER}/plan.md", with_front_matter(facts, "")
    for card in Card.objects.of(learner).prefetch_related("reviews").order_by("pk"):
        about = {"kind": "card", "uuid": str(card.uuid), "about": card.kind, "subject": card.subject, "day": card.day}
        log = sorted(card.reviews.all(), key=lambda review: (review.at, review.pk))
        facts = {**about, "reviews": [_facts_of(review) for review in log]}
        yield f"{FOLDER}/{card.kind}-{card.subject}.md", with_front_matter(facts, _told(log))


def _facts_of(review: Review) -> Facts:
    return {"uuid": str(review.uuid), **{name: getattr(review, name) for name in REVIEW}}


def _told(log: list[Review]) -> str:
    """The log as a table to be read."""
    rows = [f"| {review.at:%Y-%m-%d} | {review.get_rating_display()} | {review.due} |" for review in log]
    return "\n".join(["| When | How it went | Returns |", "| --- | --- | --- |", *rows, ""])


@transaction.atomic
def unpack(learner: User, files: Mapping[str, str]) -> Summary:
    """Take in what `pack` gave, here or elsewhere; what is not of this room is passed over. Twice changes nothing."""
    return taken_from(FOLDER, files, lambda text, summary: _take(learner, front_matter(text), summary))


def _take(learner: User, facts: Facts, summary: Summary) -> None:
    if facts.get("kind") == "plan":
        _take_plan(learner, facts, summary)
    elif facts.get("kind") == "card":
        _take_card(learner, facts, summary)
    else:
        raise Unread("Its front matter does not say that it is a card or a plan.")


def _take_plan(learner: User, facts: Facts, summary: Summary) -> None:
    if ReviewPlan.objects.filter(learner=learner).exists():
        summary.unchanged += 1
        return
    chosen = {name: facts.get(name) for name in ("retention", "most_a_day")}
    plan = ReviewPlan(learner=learner, **chosen)
    plan.full_clean()
    plan.save()
    summary.added += 1


def _take_card(learner: User, facts: Facts, summary: Summary) -> None:
    told = facts.get("reviews")
    if not isinstance(told, list) or not 0 < len(told) <= MOST_REVIEWS or not all(isinstance(r, dict) for r in told):
        raise Unread("It names no ratings.")
    log = [_review(one) for one in told]
    if all(review.undone for review in log):
        raise Unread("None of its ratings counts.")
    there = Card.objects.of(learner).filter(kind=facts.get("about"), subject=facts.get("subject")).first()
    card = there or _made(learner, facts, log)
    known = {review.uuid: review for review in card.reviews.all()}
    for review in log:
        review.uuid = free_identity(Review, learner, review.uuid, "card__learner")
    new = [review for review in log if review.uuid not in known and not _is_double(review, known.values())]
    for review in new:
        review.card = card
        review.full_clean(exclude=["submission"])
        review.save()
    if new:
        put_back(card, card.reviews.standing()[0])
    if there is None and type(facts.get("day")) is date:  # a backlog that was spread stays so
        Card.objects.filter(pk=card.pk).update(day=facts["day"])
    summary.added += len(new) + (there is None)
    summary.unchanged += len(log) - len(new)


def _review(facts: Facts) -> Review:
    """A rating as it was told, not yet of a card. Raises Unread for values that FSRS could never have given."""
    values = {name: facts.get(name) for name in REVIEW}
    for name, low, high in (("stability", 0, LONGEST_STABILITY_DAYS), ("difficulty", EASIEST, HARDEST)):
        value = values[name]
        if not isinstance(value, int | float) or not isfinite(value) or not low <= value <= high or not value:
            raise Unread(f"A rating's {name} is none.")
    if not isinstance(values["text"], str) or len(values["text"]) > BODY_CHARACTERS:
        raise Unread("What was written in a rating is no text, or too long.")
    for name in ("at", "undone"):
        values[name] = _moment(values[name]) if values[name] is not None or name == "at" else None
    review = Review(uuid=identity(facts.get("uuid")), **values)
    review.clean_fields(exclude=["card", "submission"])
    return review


def _made(learner: User, facts: Facts, log: list[Review]) -> Card:
    first = log[0]
    about: Facts = {"kind": facts.get("about"), "subject": facts.get("subject")}
    card = Card(
        learner=learner,
        **about,
        uuid=free_identity(Card, learner, identity(facts.get("uuid")), "learner"),
        stability=first.stability,
        difficulty=first.difficulty,
        reviewed=first.at,
        due=first.due,
        day=first.day,
    )
    card.full_clean()
    card.save()
    return card


def _is_double(review: Review, known: Any) -> bool:
    """Whether the proof that made the card is here already, read off the same verdict."""
    proof = Review.Origin.PROOF
    return review.origin == proof and any(one.origin == proof and one.at == review.at for one in known)


def _moment(value: Any) -> datetime:
    if not isinstance(value, datetime):
        raise Unread("A rating without its moment is none.")
    return value if timezone.is_aware(value) else timezone.make_aware(value)
