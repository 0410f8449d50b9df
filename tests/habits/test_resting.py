"""Rest that is planned breaks no streak; it is planned ahead, at most so many days a week."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from roadmap.habits.models import RestDay
from roadmap.habits.resting import REST_DAYS_A_WEEK, NoRest, plan_rest, rest_days, streak, take_back, week_of

TODAY = date(2026, 3, 10)
numbers = st.sets(st.integers(min_value=0, max_value=12))


def days_ago(*days: int) -> set[date]:
    return {TODAY - timedelta(days=number) for number in days}


def next_monday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


def test_a_planned_rest_day_does_not_break_a_streak_and_does_not_lengthen_it() -> None:
    assert streak(days_ago(0, 2, 3), days_ago(1), TODAY) == 3


def test_the_same_day_without_a_plan_breaks_it() -> None:
    assert streak(days_ago(0, 2, 3), (), TODAY) == 1


def test_rest_after_the_last_work_keeps_the_streak_alive() -> None:
    assert streak(days_ago(3, 4), days_ago(0, 1, 2), TODAY) == 2


def test_work_on_a_rest_day_counts() -> None:
    assert streak(days_ago(0, 1, 2), days_ago(1), TODAY) == 3


def test_rest_alone_is_no_streak() -> None:
    assert streak([], days_ago(0, 1, 2), TODAY) == 0


@given(numbers, numbers)
def test_rest_never_makes_a_streak_shorter_nor_counts_by_itself(active: set[int], resting: set[int]) -> None:
    with_rest = streak(days_ago(*active), days_ago(*resting), TODAY)
    assert streak(days_ago(*active), (), TODAY) <= with_rest <= len(active)


@given(numbers)
def test_were_every_missed_day_rest_each_active_day_would_count(active: set[int]) -> None:
    missed = set(range(13)) - active
    assert streak(days_ago(*active), days_ago(*missed), TODAY) == len(active)


def test_a_day_that_has_begun_to_pass_cannot_become_rest(owner: User) -> None:
    with pytest.raises(NoRest, match="on the day itself at the latest"):
        plan_rest(owner, timezone.localdate() - timedelta(days=1))


def test_a_week_holds_only_so_many_days_of_rest(owner: User) -> None:
    monday = next_monday()
    for number in range(REST_DAYS_A_WEEK):
        plan_rest(owner, monday + timedelta(days=number))
    with pytest.raises(NoRest, match="take one of them back"):
        plan_rest(owner, monday + timedelta(days=6))
    assert len(rest_days(owner) & week_of(monday)) == REST_DAYS_A_WEEK


def test_a_weekday_is_planned_for_several_weeks_where_there_is_room(owner: User) -> None:
    monday = next_monday()
    for number in range(REST_DAYS_A_WEEK):
        plan_rest(owner, monday + timedelta(days=7 + number))
    sunday = monday + timedelta(days=6)
    assert plan_rest(owner, sunday, weeks=3) == [sunday, sunday + timedelta(days=14)]


def test_rest_to_come_can_be_taken_back_and_past_rest_cannot(owner: User) -> None:
    (planned,) = plan_rest(owner, next_monday())
    past = timezone.localdate() - timedelta(days=3)
    RestDay.objects.create(learner=owner, day=past)
    assert take_back(owner, planned)
    assert not take_back(owner, past)
    assert rest_days(owner) == {past}


def test_rest_is_ones_own(owner: User, teammate: User) -> None:
    plan_rest(teammate, next_monday())
    assert rest_days(owner) == set()
    assert not take_back(owner, next_monday())
