"""A day holds only so many reviews; what waits can be spread, and nothing is hidden by it."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from roadmap.habits.models import RestDay
from roadmap.reviews.fading import fading
from roadmap.reviews.models import Card, Rating, Review, ReviewPlan
from roadmap.reviews.queue import Queue, forecast, spread
from roadmap.reviews.recording import record
from roadmap.reviews.sittings import begin
from tests.reviews.proofs import prove

LABS = ("one", "two", "three", "four", "five", "six")


def backlog(learner: User, most_a_day: int = 2) -> list[Card]:
    """Six cards, the first proven longest ago, all due."""
    ReviewPlan.objects.create(learner=learner, most_a_day=most_a_day)
    return [prove(learner, lab, days=60 - number) for number, lab in enumerate(LABS)]


def subjects(items: list[Any]) -> list[str]:
    return [item.card.subject for item in items]


def test_a_day_shows_no_more_than_its_share_the_least_remembered_first(owner: User) -> None:
    backlog(owner)
    queue = Queue.of(owner)
    assert subjects(queue.today) == ["one", "two"]
    assert len(queue.waiting) == 4


def test_what_is_done_today_leaves_the_days_share(owner: User) -> None:
    cards = backlog(owner)
    record(cards[0], Rating.GOOD, timezone.now(), Review.Origin.KATA)
    queue = Queue.of(owner)
    assert (queue.done, subjects(queue.today)) == (1, ["two"])


def test_what_is_begun_stands_first_and_is_never_held_back(owner: User) -> None:
    cards = backlog(owner, most_a_day=1)
    for card in cards[3:5]:
        begin(card)
    assert subjects(Queue.of(owner).today) == ["four", "five"]


def test_a_rest_day_asks_for_nothing(owner: User) -> None:
    backlog(owner)
    RestDay.objects.create(learner=owner, day=timezone.localdate())
    queue = Queue.of(owner)
    assert (queue.today, len(queue.waiting), queue.resting) == ([], 6, True)


def test_a_backlog_is_spread_over_the_coming_days_up_to_the_share_of_each(owner: User) -> None:
    backlog(owner)
    tomorrow = timezone.localdate() + timedelta(days=1)
    RestDay.objects.create(learner=owner, day=tomorrow + timedelta(days=1))
    assert spread(owner) == [tomorrow, tomorrow, tomorrow + timedelta(days=2), tomorrow + timedelta(days=2)]
    assert subjects(Queue.of(owner).today) == ["one", "two"]
    assert Queue.of(owner).waiting == []


def test_spreading_leaves_fsrs_and_fading_as_they_were(owner: User) -> None:
    backlog(owner)
    before = fading(owner), list(Card.objects.order_by("pk").values_list("due", "stability"))
    spread(owner)
    assert (fading(owner), list(Card.objects.order_by("pk").values_list("due", "stability"))) == before


def test_with_nothing_waiting_nothing_is_moved(owner: User) -> None:
    prove(owner, "one", days=60)
    assert spread(owner) == []


def test_the_forecast_counts_every_card_of_its_days_and_what_is_late_today(owner: User) -> None:
    backlog(owner)
    card = Card.objects.get(subject="six")
    Card.objects.filter(pk=card.pk).update(day=timezone.localdate() + timedelta(days=4))
    coming = forecast(owner)
    assert len(coming) == 30
    assert (coming[0].reviews, coming[4].reviews, sum(day.reviews for day in coming)) == (5, 1, 6)


def test_another_learners_cards_are_not_in_my_queue(owner: User, teammate: User) -> None:
    prove(teammate, "one", days=60)
    assert Queue.of(owner).due == 0
    assert sum(day.reviews for day in forecast(owner)) == 0
    spread(owner)
    assert Card.objects.get().day < timezone.localdate()


def test_the_queue_takes_the_same_queries_however_long_it_is(owner: User, django_assert_max_num_queries) -> None:
    backlog(owner)
    with django_assert_max_num_queries(6):
        Queue.of(owner)
