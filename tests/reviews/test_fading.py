"""A proof whose review is overdue fades; it is never taken away."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from roadmap.reviews.fading import GRACE_DAYS, LATE_DAYS, fading, fading_concepts
from roadmap.reviews.models import Card, Rating, Review, ReviewPlan
from roadmap.reviews.recording import record
from tests.reviews.proofs import prove, teach


@pytest.fixture(autouse=True)
def concepts(labs: Path) -> None:
    for slug in ("one", "two"):
        with (labs / "topic" / slug / "lab.toml").open("a") as facts:
            facts.write(f'concepts = ["concept-{slug}", "shared"]\n')


def make_late(card: Card, days: int) -> None:
    Card.objects.filter(pk=card.pk).update(due=timezone.localdate() - timedelta(days=days))


def test_a_proof_just_made_does_not_fade(owner: User) -> None:
    prove(owner, "one")
    assert fading_concepts(owner) == set()


def test_a_proof_fades_once_its_predicted_recall_is_well_below_the_target(owner: User) -> None:
    prove(owner, "one", days=8)  # due the day before: 90 %
    prove(owner, "two", days=30)
    assert fading_concepts(owner) == {"concept-two", "shared"}
    assert fading(owner).labs == {"two"}


def test_a_stable_memory_fades_only_when_its_review_is_very_late(owner: User) -> None:
    card = prove(owner, "one")
    Card.objects.filter(pk=card.pk).update(stability=300.0)
    make_late(card, LATE_DAYS - 1)
    assert fading_concepts(owner) == set()
    make_late(card, LATE_DAYS)
    assert fading_concepts(owner) == {"concept-one", "shared"}


def test_within_the_days_of_grace_nothing_fades(owner: User) -> None:
    card = prove(owner, "one", days=30)
    make_late(card, GRACE_DAYS - 1)
    assert fading_concepts(owner) == set()


def test_a_learner_who_wants_less_recall_sees_a_proof_fade_later(owner: User) -> None:
    card = prove(owner, "one", days=20)
    make_late(card, 10)
    assert fading_concepts(owner)
    ReviewPlan.objects.create(learner=owner, retention=0.7)
    assert not fading_concepts(owner)


def test_a_review_makes_a_fading_proof_whole_again(owner: User) -> None:
    card = prove(owner, "one", days=60)
    assert fading_concepts(owner)
    record(card, Rating.HARD, timezone.now(), Review.Origin.KATA)
    assert not fading_concepts(owner)


def test_putting_a_review_off_hides_no_fading(owner: User) -> None:
    card = prove(owner, "one", days=60)
    Card.objects.filter(pk=card.pk).update(day=timezone.localdate() + timedelta(days=9))
    assert fading(owner).labs == {"one"}


def test_a_lab_that_left_the_catalogue_does_not_fade(owner: User, settings: Any, tmp_path: Path) -> None:
    prove(owner, "one", days=60)
    settings.CATALOG_DIR = tmp_path / "elsewhere"
    settings.CATALOG_DIR.mkdir()
    assert fading(owner).labs == set()


def test_an_explanation_fades_for_its_concept_while_it_is_there(owner: User) -> None:
    text = teach(owner, "momentum", days=60)
    assert (fading(owner).taught, fading_concepts(owner)) == ({"momentum"}, {"momentum"})
    text.delete()
    assert fading_concepts(owner) == set()


def test_what_fades_takes_one_query_and_is_ones_own(owner: User, teammate: User, django_assert_num_queries) -> None:
    prove(owner, "one", days=60)
    prove(teammate, "two", days=60)
    with django_assert_num_queries(1):
        assert fading(owner).labs == {"one"}
