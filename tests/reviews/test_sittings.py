"""A kata is rated by the judge's verdicts, an explanation by its learner."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from labs.models import State, Submission
from roadmap.reviews.models import Card, KataAttempt, Rating, Review, Sitting
from roadmap.reviews.recording import undo
from roadmap.reviews.sittings import SittingOver, begin, finish, send, settle, settle_katas
from roadmap.reviews.tasks import look
from tests.reviews.proofs import prove, teach
from tests.reviews.proofs import send as send_settled


@pytest.fixture
def sitting(owner: User) -> Sitting:
    return begin(prove(owner, "one", days=7))


def judge(sitting: Sitting, verdict: str) -> Submission:
    """A submission of the sitting, judged."""
    submission = Submission.objects.create(
        learner=sitting.card.learner,
        lab=sitting.card.subject,
        source="",
        state=State.SETTLED,
        verdict=verdict,
        settled=timezone.now(),
    )
    KataAttempt.objects.create(sitting=sitting, submission=submission)
    return submission


def test_a_card_has_one_open_sitting(sitting: Sitting) -> None:
    assert begin(sitting.card) == sitting
    Sitting.objects.filter(pk=sitting.pk).end()
    assert begin(sitting.card) != sitting


@pytest.mark.parametrize(
    ("verdicts", "rating"),
    [
        (["passed"], Rating.GOOD),
        (["failed", "passed"], Rating.HARD),
        (["raised", "timed_out", "passed"], Rating.HARD),
        (["ours", "cancelled", "passed"], Rating.GOOD),
        (["passed", "failed"], Rating.GOOD),
    ],
)
def test_a_kata_is_rated_by_its_verdicts(sitting: Sitting, verdicts: list[str], rating: Rating) -> None:
    for verdict in verdicts:
        judge(sitting, verdict)
    review = settle(sitting)
    assert review
    assert (review.rating, review.origin, review.submission.verdict) == (rating, "kata", "passed")
    assert review.at == review.submission.settled


def test_a_kata_that_failed_goes_on_and_costs_no_proof(sitting: Sitting) -> None:
    judge(sitting, "failed")
    assert settle(sitting) is None
    assert Sitting.objects.open().get() == sitting
    assert Submission.objects.passed().exists()


def test_a_pass_on_the_labs_own_page_settles_no_kata(sitting: Sitting) -> None:
    Submission.objects.create(
        learner=sitting.card.learner,
        lab="one",
        source="",
        state=State.SETTLED,
        verdict="passed",
        settled=timezone.now(),
    )
    assert settle_katas(sitting.card.learner) == 0


def test_a_kata_is_rated_once_however_often_somebody_looks(sitting: Sitting, owner: User) -> None:
    judge(sitting, "passed")
    assert [settle_katas(owner), settle_katas(owner)] == [1, 0]
    assert settle(sitting) is None
    assert sitting.card.reviews.count() == 2


def test_giving_up_brings_the_card_back_soon(sitting: Sitting) -> None:
    review = finish(sitting, Rating.AGAIN)
    assert review
    assert timezone.localdate() < review.due <= timezone.localdate() + timedelta(days=2)


def test_code_sent_to_a_sitting_is_known_as_its_own(sitting: Sitting, owner: User, redis) -> None:
    submission = send(sitting, owner, "def solve(): ...", "cpu")
    assert sitting.attempts.get().submission == submission
    assert submission.state == State.QUEUED


def test_nothing_can_be_sent_once_it_is_over(sitting: Sitting, owner: User, redis) -> None:
    finish(sitting, Rating.AGAIN)
    with pytest.raises(SittingOver):
        send(sitting, owner, "def solve(): ...", "cpu")
    assert Submission.objects.count() == 1


def test_a_short_sitting_says_how_long_it_took_and_one_left_open_does_not(sitting: Sitting) -> None:
    Sitting.objects.filter(pk=sitting.pk).update(began=timezone.now() - timedelta(minutes=30))
    sitting.refresh_from_db()
    review = finish(sitting, Rating.AGAIN)
    assert review and review.seconds is not None and 1795 <= review.seconds <= 1805
    later = begin(sitting.card)
    Sitting.objects.filter(pk=later.pk).update(began=timezone.now() - timedelta(days=2))
    later.refresh_from_db()
    assert finish(later, Rating.AGAIN).seconds is None


def test_an_explanation_is_kept_with_its_rating(owner: User) -> None:
    teach(owner, "momentum", days=8)
    sitting = begin(Card.objects.get(learner=owner))
    Sitting.objects.filter(pk=sitting.pk).update(draft="A ball that rolls on.", explained=timezone.now())
    sitting.refresh_from_db()
    review = finish(sitting, Rating.EASY)
    assert review and (review.text, review.origin) == ("A ball that rolls on.", Review.Origin.TEACH_BACK)


def test_a_kata_taken_back_makes_its_card_due_again(sitting: Sitting) -> None:
    judge(sitting, "passed")
    review = settle(sitting)
    assert review
    undo(review)
    assert Card.objects.get(pk=sitting.card_id).due <= timezone.localdate()


def test_the_daily_look_makes_cards_and_rates_katas_of_everybody(owner: User, teammate: User, sitting: Sitting) -> None:
    judge(sitting, "passed")
    send_settled(teammate, "two")
    look()
    look()
    assert sitting.card.reviews.count() == 2
    assert Card.objects.get(learner=teammate).subject == "two"
