"""Time on the pages: started and stopped beside a lab, written down by hand, shown against the estimate."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roadmap.habits.models import LONGEST_TIMED, Minutes, Timer
from roadmap.habits.spent import minutes_by_week, spent_by_subject
from tests.roadmaps import make_roadmap


def write(client: Client, about: str, minutes: Any = 30, **fields: str) -> Any:
    day = fields.pop("day", timezone.localdate().isoformat())
    return client.post(reverse("time"), {"about": about, "minutes": minutes, "day": day, **fields}, follow=True)


def test_the_timer_starts_beside_a_lab_and_goes_back_there(desk: Client, owner: User) -> None:
    assert "Start the timer" in desk.get(reverse("time-beside"), {"lab": "one"}).content.decode()
    answer = desk.post(reverse("timer-start"), {"lab": "one", "next": "/labs/one/"})
    assert answer.headers["Location"] == "/labs/one/"
    assert "Stop the timer" in desk.get(reverse("time-beside"), {"lab": "one"}).content.decode()
    assert "would stop there" in desk.get(reverse("time-beside"), {"lab": "two"}).content.decode()


def test_a_button_leads_to_no_other_site(desk: Client) -> None:
    answer = desk.post(reverse("timer-start"), {"lab": "one", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == reverse("time")


def test_a_lab_or_topic_that_is_not_there_cannot_be_timed(desk: Client) -> None:
    for fields in ({"lab": "gone"}, {"topic": "gone"}, {}):
        assert desk.post(reverse("timer-start"), fields).status_code == 404


def test_a_forgotten_timer_asks_with_the_labs_estimate_filled_in(desk: Client, owner: User) -> None:
    Timer.objects.create(learner=owner, kind="lab", subject="one", began=timezone.now() - LONGEST_TIMED * 2)
    asked = desk.post(reverse("timer-stop"), follow=True).content.decode()
    assert "Nothing is written down until you say" in asked
    assert 'value="40"' in asked
    desk.post(reverse("timer-stop"), {"minutes": "35"})
    assert Minutes.objects.get().minutes == 35


def test_minutes_of_a_topic_are_written_down_and_read_again(desk: Client, owner: User) -> None:
    make_roadmap("# R\n## P\n- [ ] Momentum ^momentum\n", owner)
    said = write(desk, "[[topic:momentum]]", 25, remark="with pencil").content.decode()
    assert "Written down" in said
    assert "with pencil" in said
    assert Minutes.objects.get().subject == "momentum"


@pytest.mark.parametrize(
    ("about", "minutes", "sentence"),
    [
        ("lab:gone", 30, "There is no lab called"),
        ("paper:1706.03762", 30, "There is no paper called"),
        ("", 30, "Say what the time went to"),
        ("lab:one", 0, "greater than or equal to 1"),
        ("lab:one", 1441, "less than or equal to 1440"),
    ],
)
def test_what_cannot_be_written_down_is_explained(desk: Client, about: str, minutes: int, sentence: str) -> None:
    answer = write(desk, about, minutes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Minutes.objects.exists()


def test_a_day_to_come_has_no_minutes(desk: Client) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert "has not come yet" in write(desk, "lab:one", day=tomorrow).content.decode()


def test_minutes_stand_beside_the_labs_estimate(desk: Client, owner: User) -> None:
    for minutes in (30, 20):
        write(desk, "lab:one", minutes)
    (spent,) = spent_by_subject(owner)
    assert (spent.link.title, spent.minutes, spent.estimate, spent.percent) == ("The lab one", 50, 40, 125)
    assert "125 %" in desk.get(reverse("time")).content.decode()


def test_minutes_are_changed_and_deleted(desk: Client, owner: User) -> None:
    write(desk, "lab:one")
    row = Minutes.objects.get()
    desk.post(reverse("minutes-edit", args=[row.pk]), {"about": "lab:two", "minutes": 5, "day": row.day.isoformat()})
    row.refresh_from_db()
    assert (row.subject, row.minutes) == ("two", 5)
    desk.post(reverse("minutes-delete", args=[row.pk]))
    assert not Minutes.objects.exists()


def test_weeks_begin_on_monday_and_the_empty_ones_are_there(owner: User) -> None:
    today = timezone.localdate()
    for days, minutes in ((0, 10), (7, 20)):
        Minutes.objects.create(
            learner=owner, kind="lab", subject="one", minutes=minutes, day=today - timedelta(days=days)
        )
    weeks = minutes_by_week(owner)
    assert len(weeks) == 8
    assert [minutes for _, minutes in weeks[-3:]] == [0, 20, 10]
    assert all(monday.weekday() == 0 for monday, _ in weeks)


def test_anothers_minutes_and_timer_are_not_mine(desk: Client, teammate: User) -> None:
    Minutes.objects.create(learner=teammate, kind="lab", subject="one", minutes=99)
    Timer.objects.create(learner=teammate, kind="lab", subject="one")
    page = desk.get(reverse("time")).content.decode()
    assert "99" not in page
    assert "Stop the timer" not in page
    desk.post(reverse("timer-stop"))
    assert Timer.objects.exists()
