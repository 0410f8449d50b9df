"""Reviews leave with their owner and come back whole; two logs of one card become one."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from roadmap.reviews.carrying import pack, unpack
from roadmap.reviews.models import Card, Rating, Review, ReviewPlan
from roadmap.reviews.recording import record, undo
from tests.reviews.proofs import days_ago, prove, teach

CARD = ("kind", "subject", "stability", "difficulty", "reviewed", "due", "day")
LOG = ("rating", "at", "origin", "seconds", "text", "stability", "difficulty", "due", "day", "undone")


@pytest.fixture
def files(owner: User) -> dict[str, str]:
    """A lab reviewed twice, once by mistake, an explanation, and a plan; packed."""
    card = prove(owner, "one", days=40)
    record(card, Rating.GOOD, days_ago(20), Review.Origin.KATA, seconds=1200)
    undo(record(card, Rating.AGAIN, days_ago(1), Review.Origin.KATA))
    Card.objects.filter(pk=card.pk).update(day=timezone.localdate() + timedelta(days=3))
    teach(owner, "momentum", days=30)
    record(Card.objects.get(subject="momentum"), Rating.HARD, days_ago(2), Review.Origin.TEACH_BACK, text="It *rolls*.")
    ReviewPlan.objects.create(learner=owner, retention=0.85, most_a_day=2)
    return dict(pack(owner))


def said(learner: User) -> list[Any]:
    cards = list(Card.objects.of(learner).order_by("subject").values_list(*CARD))
    log = list(Review.objects.of(learner).order_by("at", "rating").values_list(*LOG))
    plan = list(ReviewPlan.objects.filter(learner=learner).values_list("retention", "most_a_day"))
    return [cards, log, plan]


def test_everything_comes_back_on_an_empty_account(owner: User, files: dict[str, str]) -> None:
    before = said(owner)
    Card.objects.all().delete()
    ReviewPlan.objects.all().delete()
    summary = unpack(owner, files)
    assert (summary.problems, summary.added) == ([], 8)
    assert said(owner) == before
    assert dict(pack(owner)) == files


def test_a_second_time_changes_nothing(owner: User, files: dict[str, str]) -> None:
    before = said(owner)
    summary = unpack(owner, files)
    assert (summary.added, summary.problems, said(owner)) == (0, [], before)


def test_another_learner_gets_cards_of_their_own(owner: User, teammate: User, files: dict[str, str]) -> None:
    before = said(owner)
    for _ in range(2):
        assert unpack(teammate, files).problems == []
    assert said(owner) == before
    assert said(teammate) == before


def test_two_logs_of_one_card_become_one(owner: User, files: dict[str, str]) -> None:
    card = Card.objects.get(subject="one")
    latest = record(card, Rating.EASY, timezone.now(), Review.Origin.KATA)
    Review.objects.filter(card=card, rating=Rating.GOOD, origin="kata").delete()
    assert unpack(owner, files).added == 1
    card.refresh_from_db()
    assert card.reviews.standing().count() == 3
    assert (card.stability, card.due) == (latest.stability, latest.due)


def test_a_card_made_anew_from_the_same_verdict_has_its_proof_once(owner: User, files: dict[str, str]) -> None:
    card = Card.objects.get(subject="one")
    proof = card.reviews.get(origin="proof")
    Review.objects.filter(card=card).delete()
    proof.pk, proof.uuid = None, "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    proof.save(force_insert=True)
    unpack(owner, files)
    assert card.reviews.filter(origin="proof").count() == 1
    assert card.reviews.count() == 3


def test_a_plan_that_is_there_stays(owner: User, files: dict[str, str]) -> None:
    ReviewPlan.objects.update(most_a_day=9)
    unpack(owner, files)
    assert ReviewPlan.objects.get().most_a_day == 9


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stability: 7.0", "stability: .nan"),
        ("rating: 3", "rating: 9"),
        ("origin: kata", "origin: elsewhere"),
        ("about: lab", "about: party"),
        ("seconds: 1200", "seconds: -1200"),
    ],
)
def test_a_log_that_fsrs_never_wrote_is_left_out_whole(owner: User, files: dict[str, str], old: str, new: str) -> None:
    text = files["reviews/lab-one.md"]
    assert old in text
    Card.objects.filter(subject="one").delete()
    (problem,) = unpack(owner, {"reviews/lab-one.md": text.replace(old, new)}).problems
    assert "left out" in problem
    assert not Card.objects.filter(subject="one").exists()
