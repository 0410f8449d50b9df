"""What is due, how much of it a day holds, what the days to come bring, and spreading what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from labs.catalogue import catalogue
from labs.markdown import Link, Target
from labs.prepared import prepared
from roadmap.habits.resting import rest_days
from roadmap.links import links_for
from roadmap.reviews.balance import free_days
from roadmap.reviews.facts import make_cards
from roadmap.reviews.fading import is_fading
from roadmap.reviews.models import Card, Kind, Review, ReviewPlan, Sitting
from roadmap.reviews.sittings import settle_katas

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ONE_DAY: Final = timedelta(days=1)
FORECAST_DAYS: Final = 30


@dataclass(frozen=True)
class Item:
    """A card as a list shows it; `sitting` is its open one."""

    card: Card
    link: Link
    fading: bool
    sitting: Sitting | None = None

    @property
    def minutes(self) -> int | None:
        """What the lab says it takes."""
        lab = catalogue().get(self.card.subject)
        return lab.minutes if lab and self.card.kind == Kind.LAB else None

    @property
    def percent(self) -> int:
        return round(100 * self.card.recall)


@dataclass(frozen=True)
class Planned:
    """How many reviews stand on a day."""

    day: date
    reviews: int
    resting: bool


@dataclass(frozen=True)
class Queue:
    """`today` is what this day still holds, `waiting` what is due beyond that, `done` what was reviewed today."""

    plan: ReviewPlan
    today: list[Item]
    waiting: list[Item]
    done: int
    resting: bool

    @classmethod
    def of(cls, learner: User, rest: set[date] | None = None) -> Queue:
        """What is begun first, then what is least likely to be remembered. Some six queries, one less with the days
        of `rest` at hand."""
        plan = ReviewPlan.objects.of(learner)
        now = timezone.localdate()
        items = items_of(learner, (card for card in _waiting(learner, now) if card.is_here), plan)
        items.sort(key=lambda item: (item.sitting is None, item.card.recall, item.card.pk))
        done = len(_done_on(learner, now))
        resting = now in (rest_days(learner) if rest is None else rest)
        begun = sum(item.sitting is not None for item in items)
        room = max(begun, 0 if resting else plan.most_a_day - done)
        return cls(plan, items[:room], items[room:], done, resting)

    @property
    def due(self) -> int:
        return len(self.today) + len(self.waiting)


@prepared
def _waiting(learner: User, today: date) -> QuerySet[Card]:
    return Card.objects.of(learner).with_a_subject().waiting(today)


@prepared
def _done_on(learner: User, day: date) -> QuerySet[Review, int]:
    return Review.objects.of(learner).done_on(day).order_by().values_list("pk", flat=True)


@prepared
def _open(learner: User) -> QuerySet[Sitting]:
    return Sitting.objects.of(learner).open()


def looked_up(learner: User, rest: set[date] | None = None) -> Queue:
    """The queue after every new fact: katas judged and labs proven since the last look."""
    settle_katas(learner)
    make_cards(learner)
    return Queue.of(learner, rest)


def items_of(learner: User, cards: Iterable[Card], plan: ReviewPlan) -> list[Item]:
    """Cards with their titles and open sittings."""
    found = list(cards)
    links = links_of(learner, found)
    sittings = {sitting.card_id: sitting for sitting in _open(learner)}
    return [Item(card, links[card.pk], is_fading(card, plan.retention), sittings.get(card.pk)) for card in found]


def links_of(learner: User, cards: Iterable[Card]) -> dict[int, Link]:
    """Title and address of what each card is about, by the card's number."""
    targets = {card.pk: target_of(card) for card in cards}
    found = links_for(learner)(set(targets.values()))
    return {pk: found.get(target) or Link(named(target), known=False) for pk, target in targets.items()}


def named(target: Target) -> str:
    """What to call a topic that stands on no roadmap any more, or a lab that left the catalogue."""
    return target.name if target.kind == "lab" else target.name.replace("-", " ").capitalize()


def target_of(card: Card) -> Target:
    return Target("lab" if card.kind == Kind.LAB else "topic", card.subject)


def forecast(
    learner: User, days: int = FORECAST_DAYS, about: Q | None = None, rest: set[date] | None = None
) -> list[Planned]:
    """The coming days as they are planned now; today holds all that waits. A review that is done moves its next one
    further out, so the later days will fill. With `about`, of the cards that it holds for."""
    today = timezone.localdate()
    load = _load(learner) if about is None else Card.objects.of(learner).here().filter(about).by_day()
    late = sum(count for day, count in load.items() if day < today)
    resting = rest_days(learner) if rest is None else rest
    coming = (today + number * ONE_DAY for number in range(days))
    return [Planned(day, load.get(day, 0) + (late if day == today else 0), day in resting) for day in coming]


def _load(learner: User) -> Mapping[date, int]:
    """How many cards are planned for each day. One query."""
    return Counter(card.day for card in _planned(learner) if card.is_here)


@prepared
def _planned(learner: User) -> QuerySet[Card]:
    return Card.objects.of(learner).with_a_subject().order_by().only("kind", "subject", "day")


@transaction.atomic
def spread(learner: User) -> list[date]:
    """Put what waits beyond today's share on the coming days, as many a day as the plan allows; gives the days.

    Only the day on which the queue shows a card changes: what FSRS asked for stays, and so does what fades.
    """
    queue = Queue.of(learner)
    today = timezone.localdate()
    days = list(_days_for(queue.waiting, learner, queue.plan.most_a_day, today))
    cards = [item.card for item in queue.waiting]
    for card, day in zip(cards, days, strict=True):
        card.day = day
    Card.objects.bulk_update(cards, ["day"])
    return days


def _days_for(items: list[Item], learner: User, most_a_day: int, today: date) -> Iterable[date]:
    load: Mapping[date, int] = Card.objects.of(learner).here().by_day()
    return islice(free_days(today + ONE_DAY, load, most_a_day, rest_days(learner)), len(items))
