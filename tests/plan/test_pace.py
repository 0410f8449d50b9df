"""Hours a week against what labs take."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from labs.models import Submission
from roadmap.habits.models import Minutes, RestDay
from roadmap.path.standing import standings
from roadmap.plan.models import Plan
from roadmap.plan.pace import Week, done_by, hours_a_week, minutes_of_open_labs, spent_by_day, week_of_plan
from tests.roadmaps import make_roadmap, say, send
from tests.small_labs import make_labs

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def labs(settings: Any, tmp_path: Path) -> None:
    settings.CATALOG_DIR = make_labs(tmp_path, "one", "two", "three")


def week(**told: Any) -> Week:
    usual = {"day": MONDAY, "planned": 300, "spent": 0, "spent_today": 0, "working_days": 5, "resting": False}
    return Week(**{**usual, **told})


def passed_today(learner: User, lab: str) -> None:
    Submission.objects.filter(pk=send(learner, lab).pk).update(settled=timezone.now())


def test_a_weeks_hours_are_shared_out_among_its_days_of_work() -> None:
    assert week().for_today == 60


def test_what_was_done_today_comes_off_todays_share_alone() -> None:
    assert week(spent=40, spent_today=40).for_today == 20


def test_what_was_done_on_earlier_days_leaves_less_for_each() -> None:
    assert week(spent=200, working_days=2).for_today == 50


def test_a_day_of_rest_holds_nothing() -> None:
    assert week(resting=True).for_today == 0


@given(st.integers(30, 6000), st.integers(0, 9000), st.integers(0, 600), st.integers(0, 7))
def test_no_day_holds_more_than_its_week_has_left(planned: int, earlier: int, today: int, days: int) -> None:
    one = week(planned=planned, spent=earlier + today, spent_today=today, working_days=days)
    assert 0 <= one.for_today <= one.left
    assert 0 <= one.share <= 1


def test_minutes_written_down_count_for_their_day(owner: User) -> None:
    today = timezone.localdate()
    Minutes.objects.create(learner=owner, kind="topic", subject="reading", minutes=25)
    assert spent_by_day(owner, today) == {today: 25}


def test_a_lab_passed_without_minutes_of_its_own_counts_by_its_estimate_once(owner: User) -> None:
    passed_today(owner, "one")
    passed_today(owner, "one")
    Minutes.objects.create(learner=owner, kind="lab", subject="two", minutes=50)
    passed_today(owner, "two")
    assert sum(spent_by_day(owner, timezone.localdate()).values()) == 30 + 50


def test_nothing_of_another_learner_or_of_last_week_counts(owner: User, teammate: User) -> None:
    passed_today(teammate, "one")
    Minutes.objects.create(learner=teammate, kind="lab", subject="two", minutes=50)
    Minutes.objects.create(learner=owner, kind="lab", subject="two", minutes=50, day=MONDAY)
    found = week_of_plan(owner, 5)
    assert found is not None
    assert (found.planned, found.spent) == (300, 0)


def test_rest_planned_for_today_leaves_today_empty(owner: User) -> None:
    RestDay.objects.create(learner=owner, day=timezone.localdate())
    found = week_of_plan(owner, 5)
    assert found is not None
    assert found.resting
    assert found.for_today == 0


def test_without_hours_there_is_no_week_to_plan(owner: User) -> None:
    assert week_of_plan(owner, None) is None
    assert hours_a_week(owner) is None
    Plan.objects.create(learner=owner, hours=4)
    assert hours_a_week(owner) == 4


def test_each_open_lab_counts_once_and_what_is_done_not_at_all(owner: User) -> None:
    make_roadmap("# R\n## P\n- [ ] A [[lab:one]] [[lab:two]] ^a\n- [ ] B [[lab:two]] ^b\n- [ ] C [[lab:three]] ^c\n")
    assert minutes_of_open_labs(standings(owner)) == 90
    send(owner, "one")
    say(owner, "c", "claimed")
    assert minutes_of_open_labs(standings(owner)) == 30


def test_the_hours_of_a_week_are_spent_in_a_week() -> None:
    assert done_by(300, 5, MONDAY) == MONDAY + timedelta(days=7)
    assert done_by(301, 5, MONDAY) == MONDAY + timedelta(days=8)
