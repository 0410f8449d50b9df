"""The pages of the reviews: the day's queue, a kata, an explanation, a card's history."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from labs.models import Draft, Submission
from roadmap.reviews.models import Card, Rating, Review, ReviewPlan, Sitting
from roadmap.reviews.recording import record
from roadmap.reviews.sittings import begin
from tests.reviews.proofs import prove, send, teach
from tests.reviews.test_sittings import judge


@pytest.fixture
def desk(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def page(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_the_page_says_what_will_return_before_anything_does(desk: Client) -> None:
    assert "Nothing returns yet" in page(desk, "reviews")


def test_looking_at_the_page_makes_the_cards(desk: Client, owner: User) -> None:
    send(owner, "one", days=30)
    assert "The lab one" in page(desk, "reviews")


def test_a_kata_opens_with_the_blank_starter_and_not_with_the_draft(desk: Client, owner: User) -> None:
    card = prove(owner, "one", days=30)
    Draft.objects.keep(owner, "one", "my old solution")
    opened = desk.post(reverse("review-begin", args=[card.pk]), follow=True).content.decode()
    assert "# blank" in opened
    assert "my old solution" not in opened


def test_what_is_written_in_a_kata_is_kept_apart_from_the_labs_draft(desk: Client, owner: User) -> None:
    sitting = begin(prove(owner, "one", days=30))
    desk.post(reverse("sitting-draft", args=[sitting.pk]), {"source": "half of it"})
    assert "half of it" in page(desk, "sitting", sitting.pk)
    assert not Draft.objects.exists()


def test_code_goes_to_the_judge_and_the_page_waits_for_the_verdict(desk: Client, owner: User, redis: Any) -> None:
    sitting = begin(prove(owner, "one", days=30))
    answer = desk.post(
        reverse("sitting-send", args=[sitting.pk]), {"source": "x = 1", "device": "cpu"}, headers={"HX-Request": "true"}
    )
    assert reverse("sitting-attempt", args=[sitting.pk]) in answer.content.decode()
    submission = sitting.attempts.get().submission
    asked = reverse("sitting-attempt", args=[sitting.pk])
    assert desk.get(asked, {"standing": "queued"}).status_code == 204
    Submission.objects.filter(pk=submission.pk).update(state="settled", verdict="passed", settled=timezone.now())
    told = desk.get(asked, {"standing": "queued"}).content.decode()
    assert "Rated: well" in told
    assert "every 1s" not in told


def test_a_refused_file_is_said_in_a_sentence_and_kept(desk: Client, owner: User) -> None:
    sitting = begin(prove(owner, "one", days=30))
    answer = desk.post(reverse("sitting-send", args=[sitting.pk]), {"source": " ", "device": "cpu"})
    assert answer.status_code == 422
    assert "there is nothing to grade" in answer.content.decode()


def test_giving_up_opens_the_reference(desk: Client, owner: User) -> None:
    sitting = begin(prove(owner, "one", days=30))
    answer = desk.post(reverse("sitting-give-up", args=[sitting.pk]))
    assert answer.headers["Location"] == reverse("lab-reference", args=["one"])
    assert sitting.card.reviews.first().rating == Rating.AGAIN


def test_giving_up_after_a_pass_that_nobody_saw_counts_the_pass(desk: Client, owner: User) -> None:
    sitting = begin(prove(owner, "one", days=30))
    judge(sitting, "passed")
    desk.post(reverse("sitting-give-up", args=[sitting.pk]))
    assert sitting.card.reviews.first().rating == Rating.GOOD


def test_putting_off_rates_nothing(desk: Client, owner: User) -> None:
    sitting = begin(prove(owner, "one", days=30))
    desk.post(reverse("sitting-put-off", args=[sitting.pk]))
    assert sitting.card.reviews.count() == 1
    assert not Sitting.objects.open().exists()


def test_the_former_explanation_is_shown_once_the_new_one_stands(desk: Client, owner: User) -> None:
    teach(owner, "momentum", days=30)
    sitting = begin(Card.objects.get())
    assert "In my words" not in page(desk, "sitting", sitting.pk)
    desk.post(reverse("sitting-explained", args=[sitting.pk]), {"source": "It *rolls* on."})
    compared = page(desk, "sitting", sitting.pk)
    assert "In my words: momentum." in compared
    assert "<em>rolls</em>" in compared
    desk.post(reverse("sitting-rate", args=[sitting.pk]), {"rating": "2"})
    assert Review.objects.first().rating == Rating.HARD


def test_an_explanation_is_not_rated_before_it_is_written(desk: Client, owner: User) -> None:
    teach(owner, "momentum", days=30)
    sitting = begin(Card.objects.get())
    desk.post(reverse("sitting-rate", args=[sitting.pk]), {"rating": "4"})
    assert Review.objects.count() == 1


def test_a_kata_cannot_be_rated_by_hand(desk: Client, owner: User) -> None:
    sitting = begin(prove(owner, "one", days=30))
    desk.post(reverse("sitting-rate", args=[sitting.pk]), {"rating": "4"})
    assert Review.objects.count() == 1


def test_a_review_that_was_easy_can_be_said_to_be(desk: Client, owner: User) -> None:
    card = prove(owner, "one", days=30)
    review = record(card, Rating.GOOD, timezone.now(), Review.Origin.KATA)
    desk.post(reverse("review-easy", args=[review.pk]))
    assert card.reviews.standing().first().rating == Rating.EASY
    assert "taken back" in page(desk, "review-card", card.pk)


def test_a_rating_taken_back_is_said_and_shown(desk: Client, owner: User) -> None:
    card = prove(owner, "one", days=30)
    review = record(card, Rating.AGAIN, timezone.now(), Review.Origin.KATA)
    told = desk.post(reverse("review-undo", args=[review.pk]), follow=True).content.decode()
    assert "Taken back. The review is due on" in told
    assert "<s>not from memory</s>" in told


def test_spreading_says_what_was_moved_and_until_when(desk: Client, owner: User) -> None:
    ReviewPlan.objects.create(learner=owner, most_a_day=1)
    for lab in ("one", "two", "three"):
        prove(owner, lab, days=60)
    told = desk.post(reverse("reviews-spread"), follow=True).content.decode()
    assert "2 reviews went to 2 of the coming days" in told


def test_the_plan_is_kept_and_one_that_cannot_be_is_explained(desk: Client, owner: User) -> None:
    prove(owner, "one")
    desk.post(reverse("reviews-plan"), {"percent": "85", "most_a_day": "6"})
    plan = ReviewPlan.objects.get()
    assert (plan.retention, plan.most_a_day) == (0.85, 6)
    refused = desk.post(reverse("reviews-plan"), {"percent": "100", "most_a_day": "6"})
    assert refused.status_code == 422
    assert ReviewPlan.objects.get().retention == 0.85


def test_a_lab_that_left_the_catalogue_keeps_its_history(
    desk: Client, owner: User, settings: Any, tmp_path: Any
) -> None:
    card = prove(owner, "one", days=30)
    settings.CATALOG_DIR = tmp_path / "elsewhere"
    settings.CATALOG_DIR.mkdir()
    assert "not in the catalogue" in page(desk, "review-card", card.pk)
    assert desk.post(reverse("review-begin", args=[card.pk])).status_code == 404
