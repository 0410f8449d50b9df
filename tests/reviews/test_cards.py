"""Cards are made from proofs, ratings move them on, and nothing of the log is ever lost."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from fsrs import Rating as FsrsRating
from hypothesis import given, settings
from hypothesis import strategies as st

from labs.models import Submission
from roadmap.reviews.facts import make_cards
from roadmap.reviews.memory import reviewed
from roadmap.reviews.models import Card, Rating, Review, ReviewPlan
from roadmap.reviews.recording import NothingToUndo, change, record, undo
from tests.reviews.proofs import days_ago, prove, send, teach


def rate(card: Card, rating: Rating, days: float = 0) -> Review:
    return record(card, rating, days_ago(days), Review.Origin.KATA)


def test_a_passed_lab_gets_one_card_however_often_somebody_looks(owner: User) -> None:
    send(owner, "one")
    assert [make_cards(owner), make_cards(owner)] == [1, 0]
    assert Card.objects.of(owner).count() == 1


def test_a_lab_that_failed_has_no_card(owner: User) -> None:
    send(owner, "one", "failed")
    assert make_cards(owner) == 0


def test_the_verdict_and_not_the_look_is_the_day_of_the_proof(owner: User) -> None:
    card = prove(owner, "one", days=5)
    assert card.reviewed == card.reviews.get().submission.settled


@pytest.mark.parametrize(
    ("before", "rating"),
    [((), Rating.GOOD), (("failed",), Rating.HARD), (("raised", "failed"), Rating.HARD), (("ours",), Rating.GOOD)],
)
def test_a_proof_is_rated_by_the_failures_before_it(owner: User, before: tuple[str, ...], rating: Rating) -> None:
    for verdict in before:
        send(owner, "one", verdict, days=2)
    assert prove(owner, "one").reviews.get().rating == rating


def test_passing_again_on_the_labs_own_page_is_no_review(owner: User) -> None:
    card = prove(owner, "one", days=5)
    send(owner, "one")
    assert make_cards(owner) == 0
    assert card.reviews.count() == 1


def test_another_learners_proof_makes_no_card_of_mine(owner: User, teammate: User) -> None:
    send(teammate, "one")
    assert make_cards(owner) == 0


def test_proofs_of_one_day_return_on_different_days(owner: User) -> None:
    for lab in ("one", "two", "three"):
        send(owner, lab)
    make_cards(owner)
    assert len(set(Card.objects.of(owner).values_list("day", flat=True))) == 3


def test_a_rating_moves_the_card_to_its_next_day(owner: User) -> None:
    card = prove(owner, "one", days=7)
    review = rate(card, Rating.GOOD)
    card.refresh_from_db()
    assert (card.due, card.stability) == (review.due, review.stability)
    assert card.due > timezone.localdate() + timedelta(days=7)


def test_an_undone_rating_gives_the_card_back_as_it_was_and_stays_in_the_log(owner: User) -> None:
    card = prove(owner, "one", days=7)
    before = Card.objects.filter(pk=card.pk).values().get()
    mistaken = rate(card, Rating.AGAIN)
    undo(mistaken)
    assert Card.objects.filter(pk=card.pk).values().get() == before
    assert Review.objects.get(pk=mistaken.pk).undone


def test_only_the_latest_rating_can_be_undone_and_never_the_proof(owner: User) -> None:
    card = prove(owner, "one", days=20)
    first, _ = rate(card, Rating.GOOD, days=10), rate(card, Rating.GOOD)
    for review in (first, card.reviews.earliest("at")):
        with pytest.raises(NothingToUndo):
            undo(review)


def test_a_changed_rating_counts_from_the_same_moment(owner: User) -> None:
    card = prove(owner, "one", days=7)
    good = rate(card, Rating.GOOD)
    easy = change(good, Rating.EASY)
    assert (easy.at, easy.rating) == (good.at, Rating.EASY)
    assert easy.due > good.due
    assert card.reviews.standing().count() == 2


def test_the_target_decides_how_soon_a_card_returns(owner: User) -> None:
    ReviewPlan.objects.create(learner=owner, retention=0.97)
    soon = prove(owner, "one")
    ReviewPlan.objects.filter(learner=owner).update(retention=0.8)
    late = prove(owner, "two")
    assert soon.due < late.due


def test_the_log_is_what_the_packages_optimiser_reads(owner: User) -> None:
    card = prove(owner, "one", days=7)
    review = record(card, Rating.GOOD, timezone.now(), Review.Origin.KATA, seconds=90)
    log = review.as_log()
    assert (log.card_id, int(log.rating), log.review_datetime, log.review_duration) == (card.pk, 3, review.at, 90_000)


@pytest.mark.parametrize(("levels", "rating"), [((1,), Rating.GOOD), ((0, 2), Rating.HARD)])
def test_an_explanation_that_meets_its_rubric_returns(owner: User, levels: tuple[int, ...], rating: Rating) -> None:
    text = teach(owner, "momentum", levels=levels)
    review = Review.objects.get(card__subject="momentum")
    assert (review.rating, review.text, review.at) == (rating, text.text, text.met)


def test_an_explanation_that_is_still_wanting_does_not_return(owner: User) -> None:
    teach(owner, "momentum", levels=(0,))
    assert not Card.objects.of(owner).exists()


def test_a_concept_explained_twice_returns_once(owner: User) -> None:
    for days in (9, 2):
        teach(owner, "momentum", days=days)
    assert Card.objects.of(owner).count() == 1


@settings(max_examples=15)
@given(st.lists(st.sampled_from([*Rating, None]), max_size=8))
def test_whatever_is_rated_and_taken_back_the_card_is_what_fsrs_makes_of_what_stands(owner: User, steps: list) -> None:
    Card.objects.all().delete()
    Submission.objects.all().delete()
    card = prove(owner, "one", days=100)
    for day, step in enumerate(steps):
        if step is not None:
            rate(card, step, days=90 - 5 * day)
        elif card.reviews.standing().count() > 1:
            undo(card.reviews.standing()[0])
    memory = None
    for review in reversed(card.reviews.standing()):
        memory, _ = reviewed(memory, FsrsRating(review.rating), review.at, 0.9)
    card.refresh_from_db()
    assert card.memory == memory
    assert card.reviews.count() == 1 + sum(step is not None for step in steps)
