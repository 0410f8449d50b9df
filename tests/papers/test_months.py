"""One paper a month: the calendar, the row of months, rest that does not break it, and what is next."""

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from roadmap.papers.models import Paper, Reproduction, RestMonth
from roadmap.papers.months import NoRest, plan_rest, rhythm, shifted, streak, take_back

TODAY = date(2026, 6, 15)
months = st.integers(0, 60).map(lambda number: shifted(date(2024, 1, 1), number))


def month(number):
    return date(2026, number, 1)


def trial(paper, number, status="done"):
    return Reproduction.objects.create(paper=paper, month=month(number), status=status)


def states(owner):
    return {one.first.month: one.state for one in rhythm(owner, TODAY).months if one.first.year == 2026}


@pytest.mark.parametrize(
    ("done", "rest", "length"),
    [
        ([], [], 0),
        ([6], [], 1),
        ([5], [], 1),
        ([4], [], 0),
        ([4], [5], 1),
        ([3, 4, 5, 6], [], 4),
        ([2, 3, 5, 6], [4], 4),
        ([2, 3, 5, 6], [], 2),
        ([], [3, 4, 5], 0),
        ([6], [6], 1),
    ],
)
def test_a_row_runs_over_planned_rest_and_this_month_is_open_until_it_ends(done, rest, length):
    assert streak(map(month, done), map(month, rest), month(6)) == length


@given(st.sets(months, max_size=9), st.sets(months, max_size=9), months)
def test_rest_never_shortens_a_row(done, rest, this):
    assert streak(done, rest, this) >= streak(done, [], this)


@given(months, st.integers(-30, 30))
def test_months_add_up(first, by):
    assert shifted(shifted(first, by), -by) == first


def test_the_calendar_says_what_each_month_was(owner, attention):
    trial(attention, 1)
    trial(attention, 3, "abandoned")
    trial(attention, 6, "running")
    trial(attention, 7, "planned")
    RestMonth.objects.create(learner=owner, month=month(2))
    assert states(owner) == {
        1: "done",
        2: "rest",
        3: "missed",
        4: "missed",
        5: "missed",
        6: "begun",
        7: "planned",
        8: "ahead",
    }


def test_months_before_the_first_reproduction_are_not_missed(owner, attention):
    trial(attention, 5)
    assert states(owner)[4] == "before"


def test_what_runs_is_next_and_then_what_is_planned_soonest(owner, attention):
    assert rhythm(owner, TODAY).next is None
    later = trial(attention, 8, "planned")
    soon = trial(attention, 7, "planned")
    assert rhythm(owner, TODAY).next == soon
    assert rhythm(owner, TODAY).ready == []
    later.status = "running"
    later.save()
    assert rhythm(owner, TODAY).next == later


def test_with_nothing_planned_papers_that_were_not_tried_are_named(owner, attention):
    trial(attention, 5)
    waiting = Paper.objects.create(learner=owner, title="Adam")
    assert rhythm(owner, TODAY).ready == [waiting]


def test_rest_is_planned_ahead_and_at_most_three_months_a_year(owner):
    for number in (6, 7, 8):
        plan_rest(owner, month(number), TODAY)
    plan_rest(owner, month(8), TODAY)
    with pytest.raises(NoRest, match="2026 has 3 months of rest already"):
        plan_rest(owner, month(9), TODAY)
    plan_rest(owner, date(2027, 1, 1), TODAY)
    for outside in (month(5), date(2027, 7, 1)):
        with pytest.raises(NoRest, match="this month or one of the next twelve"):
            plan_rest(owner, outside, TODAY)


def test_rest_can_be_taken_back_until_it_has_passed(owner):
    RestMonth.objects.bulk_create(RestMonth(learner=owner, month=month(number)) for number in (5, 6))
    assert take_back(owner, month(6), TODAY)
    assert not take_back(owner, month(5), TODAY)
    assert RestMonth.objects.of(owner).months() == {month(5)}


def test_the_page_plans_rest_and_takes_it_back(at_desk, owner):
    name = f"{shifted(timezone.localdate().replace(day=1), 1):%Y-%m}"
    page = at_desk.post("/papers/months/rest/", {"month": name}, follow=True).content.decode()
    assert "is a month of rest. It will not break your row." in page
    assert "Take back" in page
    at_desk.post("/papers/months/reproduce/", {"month": name})
    assert not RestMonth.objects.exists()


@pytest.mark.parametrize("sent", ["", "soon", "2026-13", "0000-00", "99999-01", "2026-01-01\0"])
def test_a_month_that_cannot_be_meant_is_answered_in_a_sentence(at_desk, sent):
    for what in ("rest", "reproduce"):
        page = at_desk.post(f"/papers/months/{what}/", {"month": sent}, follow=True).content.decode()
        assert "Nothing was planned" in page or "nothing was changed" in page
    assert not RestMonth.objects.exists()


def test_the_log_shows_the_row_and_what_waits(at_desk, owner, attention):
    this = timezone.localdate().replace(day=1)
    for by in (-1, -2):
        Reproduction.objects.create(paper=attention, month=shifted(this, by), status="done")
    Paper.objects.create(learner=owner, title="Adam")
    page = at_desk.get("/papers/").content.decode()
    assert "2 months in a row" in page
    assert "Waiting in your log" in page


def test_the_calendar_costs_the_same_queries_however_long(owner, attention, django_assert_num_queries):
    for number in range(1, 12):
        trial(attention, number)
    with django_assert_num_queries(4):
        rhythm(owner, TODAY)
