"""Reviews over REST: cards and their log, katas, explanations, the plan."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from labs.models import Submission
from roadmap.reviews.models import Card, Rating, Review, ReviewPlan, Sitting
from roadmap.reviews.recording import record
from tests.api.conftest import client_of
from tests.reviews.proofs import prove, send, teach


@pytest.fixture
def api(owner: User, redis: Any) -> Any:
    return client_of(owner)


def begin(api: Any, card: Card) -> str:
    """The address of a new sitting."""
    return f"/api/sittings/{api.post(f'/api/cards/{card.pk}/begin/').json()['id']}/"


def test_what_was_proven_is_listed_with_its_next_day(api: Any, owner: User) -> None:
    send(owner, "one", days=30)
    (told,) = api.get("/api/cards/").json()["results"]
    assert (told["kind"], told["subject"], told["fading"]) == ("lab", "one", True)
    assert 0 < told["recall"] < 0.9
    assert api.get("/api/cards/", {"day_to": timezone.localdate().isoformat()}).json()["results"]


def test_a_card_tells_every_rating_it_got(api: Any, owner: User) -> None:
    card = prove(owner, "one", days=30)
    record(card, Rating.GOOD, timezone.now(), Review.Origin.KATA)
    told = api.get(f"/api/cards/{card.pk}/")
    assert [review["origin"] for review in told.json()["reviews"]] == ["kata", "proof"]
    assert api.get(f"/api/cards/{card.pk}/", headers={"If-None-Match": told.headers["ETag"]}).status_code == 304


def test_a_kata_is_sent_judged_and_rated(api: Any, owner: User) -> None:
    where = begin(api, prove(owner, "one", days=30))
    sent = api.post(f"{where}send/", {"source": "def solve(): ...\n"}, format="json")
    (submission,) = sent.json()["submissions"]
    assert api.get(where).json()["review"] is None
    Submission.objects.filter(pk=submission).update(state="settled", verdict="passed", settled=timezone.now())
    told = api.get(where).json()
    assert (told["review"]["rating"], told["review"]["submission"]) == (Rating.GOOD, submission)
    assert api.post(f"{where}send/", {"source": "x = 1"}, format="json").status_code == 409


def test_a_kata_cannot_be_rated_or_explained(api: Any, owner: User) -> None:
    where = begin(api, prove(owner, "one", days=30))
    assert api.post(f"{where}rate/", {"rating": 4}, format="json").status_code == 409
    assert api.post(f"{where}explain/", {"text": "Words."}, format="json").status_code == 409


def test_an_explanation_is_written_then_rated(api: Any, owner: User) -> None:
    teach(owner, "momentum", days=30)
    where = begin(api, Card.objects.get())
    assert api.post(f"{where}rate/", {"rating": 3}, format="json").status_code == 409
    assert api.post(f"{where}send/", {"source": "x = 1"}, format="json").status_code == 409
    api.post(f"{where}explain/", {"text": "It rolls on."}, format="json")
    told = api.post(f"{where}rate/", {"rating": 3}, format="json").json()
    assert (told["review"]["text"], told["review"]["rating"]) == ("It rolls on.", 3)


def test_giving_up_and_putting_off_end_a_sitting(api: Any, owner: User) -> None:
    card = prove(owner, "one", days=30)
    assert api.post(f"{begin(api, card)}give-up/").json()["review"]["rating"] == Rating.AGAIN
    where = begin(api, card)
    assert api.post(f"{where}put-off/").json()["review"] is None
    assert api.post(f"{where}put-off/").status_code == 409
    assert not Sitting.objects.open().exists()


def test_a_rating_is_taken_back_or_bettered(api: Any, owner: User) -> None:
    card = prove(owner, "one", days=30)
    review = record(card, Rating.GOOD, timezone.now(), Review.Origin.KATA)
    easy = api.post(f"/api/ratings/{review.pk}/easy/").json()
    assert easy["rating"] == Rating.EASY
    assert api.post(f"/api/ratings/{review.pk}/undo/").status_code == 409
    assert api.post(f"/api/ratings/{easy['id']}/undo/").json()["origin"] == "proof"
    assert api.post(f"/api/ratings/{card.reviews.earliest('at').pk}/undo/").status_code == 409


def test_a_backlog_is_spread(api: Any, owner: User) -> None:
    ReviewPlan.objects.create(learner=owner, most_a_day=1)
    for lab in ("one", "two", "three"):
        prove(owner, lab, days=60)
    assert len(api.post("/api/cards/spread/").json()["days"]) == 2
    assert api.post("/api/cards/spread/").json()["days"] == []


def test_the_plan_is_read_and_changed(api: Any, owner: User) -> None:
    plan = api.get("/api/review-plan/")
    assert plan.json() == {"retention": 0.9, "most_a_day": 4}
    stale = {"If-Match": '"another"'}
    assert api.patch("/api/review-plan/", {"most_a_day": 2}, format="json", headers=stale).status_code == 412
    assert api.patch("/api/review-plan/", {"most_a_day": 2}, format="json").json()["most_a_day"] == 2
    assert "retention" in api.patch("/api/review-plan/", {"retention": 1.0}, format="json").json()["errors"]


def test_a_card_whose_lab_is_gone_cannot_be_begun(api: Any, owner: User, settings: Any, tmp_path: Any) -> None:
    card = prove(owner, "one", days=30)
    settings.CATALOG_DIR = tmp_path / "elsewhere"
    settings.CATALOG_DIR.mkdir()
    assert api.post(f"/api/cards/{card.pk}/begin/").status_code == 409


def test_anothers_cards_sittings_and_ratings_are_not_found(api: Any, teammate: User) -> None:
    card = prove(teammate, "one", days=30)
    sitting = Sitting.objects.create(card=card)
    for where in (
        f"/api/cards/{card.pk}/",
        f"/api/sittings/{sitting.pk}/",
    ):
        assert api.get(where).status_code == 404
    assert api.post(f"/api/ratings/{card.reviews.get().pk}/undo/").status_code == 404
    assert api.get("/api/cards/").json()["results"] == []
