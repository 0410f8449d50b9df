"""Planned rest: at most so many days a week, said on the day itself at the latest; streaks that it does not break."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from labs.prepared import prepared
from roadmap.habits.models import RestDay

ONE_DAY = timedelta(days=1)
# More, and a week would be rest with work days in it.
REST_DAYS_A_WEEK: Final = 2
WEEKS_AHEAD: Final = 26


class NoRest(ValueError):
    """A day that cannot be planned as rest; the message says why."""


def rest_days(learner: User) -> set[date]:
    """All days of rest, past and to come. One query."""
    return set(_rest_days(learner))


@prepared
def _rest_days(learner: User) -> QuerySet[RestDay, date]:
    return RestDay.objects.of(learner).order_by().values_list("day", flat=True)


@transaction.atomic
def plan_rest(learner: User, day: date, weeks: int = 1) -> list[date]:
    """Plan `day` as rest, and the same weekday of the weeks after it. Gives the days added; those of weeks that are
    full are left out. Raises NoRest where not even the first can be."""
    today = timezone.localdate()
    if day < today:
        raise NoRest("Rest is planned ahead, on the day itself at the latest: choose today or a later day.")
    if day > today + 7 * WEEKS_AHEAD * ONE_DAY:
        raise NoRest(f"Rest is planned up to {WEEKS_AHEAD} weeks ahead.")
    User.objects.select_for_update().get(pk=learner.pk)  # or two plans at once would each miss the other
    resting = rest_days(learner)
    wanted = [day + 7 * number * ONE_DAY for number in range(min(max(weeks, 1), WEEKS_AHEAD))]
    added = [one for one in wanted if one not in resting and len(resting & week_of(one)) < REST_DAYS_A_WEEK]
    if not added:
        if day in resting:
            raise NoRest(f"{day:%-d %B} is a rest day already.")
        raise NoRest(f"That week has {REST_DAYS_A_WEEK} rest days already; take one of them back first.")
    RestDay.objects.bulk_create([RestDay(learner=learner, day=one) for one in added], ignore_conflicts=True)
    return added


def take_back(learner: User, day: date) -> bool:
    """Unplan a day of rest that has not passed; a past one stays, as the streak was counted with it."""
    if day < timezone.localdate():
        return False
    return bool(RestDay.objects.of(learner).filter(day=day).delete()[0])


def week_of(day: date) -> set[date]:
    """The days from Monday to Sunday around `day`."""
    monday = day - day.weekday() * ONE_DAY
    return {monday + number * ONE_DAY for number in range(7)}


def streak(active: Iterable[date], resting: Iterable[date] = (), today: date | None = None) -> int:
    """How many active days in a row, up to today. Planned rest neither counts nor breaks the row, and today still
    counts as open until it ends."""
    days, rest = set(active), set(resting)
    day = today or timezone.localdate()
    if day not in days:
        day -= ONE_DAY
    first = min(days, default=None)
    length = 0
    while first and day >= first and (day in days or day in rest):
        length += day in days
        day -= ONE_DAY
    return length
