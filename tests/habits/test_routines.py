"""A routine is due once in its period; a row of periods is broken by a missed one, not by planned rest."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User

from roadmap.habits.models import RestDay, Routine, RoutineDone
from roadmap.habits.routines import begin_of, in_a_row, rounds_of

TUESDAY = date(2026, 3, 10)


def back(*numbers: int) -> list[date]:
    return [TUESDAY - timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("every", "first"), [("day", TUESDAY), ("week", date(2026, 3, 9)), ("month", date(2026, 3, 1))]
)
def test_a_period_begins_with_its_day_its_monday_or_its_first(every: str, first: date) -> None:
    assert begin_of(every, TUESDAY) == first


def test_weeks_in_a_row_count_whatever_the_day(owner: User) -> None:
    assert in_a_row("week", back(0, 2, 14), (), TUESDAY) == 3


def test_the_present_period_is_open_until_it_ends() -> None:
    assert in_a_row("month", [date(2026, 2, 27), date(2026, 1, 3)], (), TUESDAY) == 2


def test_a_missed_period_ends_the_row() -> None:
    assert in_a_row("week", back(15, 22), (), TUESDAY) == 0


def test_a_daily_routine_rests_on_rest_days() -> None:
    assert in_a_row("day", back(0, 2), back(1), TUESDAY) == 2


def test_a_week_with_one_day_of_rest_in_it_is_no_week_of_rest() -> None:
    assert in_a_row("week", back(0, 14), back(7), TUESDAY) == 1


def test_what_is_still_to_do_stands_first(owner: User) -> None:
    done, due = (Routine.objects.create(learner=owner, title=title, every="week") for title in ("Done", "Due"))
    RoutineDone.objects.create(routine=done, day=TUESDAY)
    rounds = rounds_of(owner, TUESDAY)
    assert [(one.routine, one.is_done) for one in rounds] == [(due, False), (done, True)]


def test_rounds_take_three_queries_however_many_there_are(owner: User, django_assert_num_queries) -> None:
    for number in range(4):
        Routine.objects.create(learner=owner, title=str(number))
    RestDay.objects.create(learner=owner, day=TUESDAY)
    with django_assert_num_queries(3):
        rounds_of(owner, TUESDAY)
