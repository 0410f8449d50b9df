"""The half-year, day by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final

import time_machine
from django.utils import timezone

from roadmap.demo import habits, writings
from roadmap.demo.calendar import DAYS, evenings, first_day
from roadmap.demo.judging import Bench
from roadmap.demo.studying import Studying
from roadmap.path.models import Roadmap
from roadmap.path.standing import Standing
from roadmap.path.ticking import skip
from roadmap.plan.models import Plan

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ROADMAP: Final = "deep-learning-step-by-step"
SEED: Final = 1943
HOURS: Final = 5.0
SKIPPED: Final = ("mobile-models", "edge-devices")


def live(learner: User, bench: Bench, days: int = DAYS, told: Callable[[int], None] = lambda _: None) -> None:
    """The half-year that ends yesterday, or its first `days`; `told` hears each day's number."""
    today, chance = timezone.localdate(), Random(SEED)
    begin(learner, today)
    studying = Studying(learner, Roadmap.objects.called(ROADMAP, learner), bench, chance)
    studied = {evening.number: evening for evening in evenings(today, chance)}
    written = {text.day: text for text in writings.notes()}
    read = spaced(writings.papers())
    for number in range(min(days, DAYS - 1)):
        if evening := studied.get(number):
            studying.evening(evening)
        with time_machine.travel(late_on(today, number), tick=False):
            if text := written.get(number):
                writings.write_down(learner, text)
            if paper := read.get(number):
                writings.log(learner, paper, today, chance)
        told(number)
    with time_machine.travel(late_on(today, DAYS - 2), tick=False):
        settle(learner, studying.roadmap, today, chance)


def begin(learner: User, today: date) -> None:
    with time_machine.travel(late_on(today, 0) - timedelta(hours=12), tick=False):
        habits.plan_rest(learner, today)
        Plan.objects.create(learner=learner, roadmaps=[ROADMAP], hours=HOURS, answered=timezone.now())


def settle(learner: User, roadmap: Roadmap, today: date, chance: Random) -> None:
    """What carries days of its own."""
    habits.climb(learner, today)
    habits.keep_log(learner, today)
    habits.keep_routines(learner, today, chance)
    habits.set_goals(learner, today)
    standing = Standing.of(learner, roadmap)
    for key in SKIPPED:
        skip(learner, standing, key)


def spaced(things: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """One after the other over the whole time."""
    return {(number + 1) * DAYS // (len(things) + 1): thing for number, thing in enumerate(things)}


def late_on(today: date, number: int) -> datetime:
    """When the day's reading and writing is done."""
    return timezone.make_aware(datetime.combine(first_day(today) + timedelta(number), time(22, 15)))
