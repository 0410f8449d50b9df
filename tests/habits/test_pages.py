"""Routines, rest, ladders and the log on their pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roadmap.habits.ladders import LADDERS, ladders_of
from roadmap.habits.models import Entry, RestDay, Routine, RoutineDone, Rung
from roadmap.habits.routines import SUGGESTED


def today(days: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def page(client: Client, name: str = "habits", *args: Any) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_every_rung_of_the_three_ladders_is_there(desk: Client) -> None:
    shown = page(desk)
    assert [ladder.key for ladder in LADDERS] == ["images", "language", "generation"]
    assert all(step.title in shown for ladder in LADDERS for step in ladder.steps)


def test_a_suggested_routine_is_taken_over_once(desk: Client, owner: User) -> None:
    title, every, link = SUGGESTED[0]
    for _ in range(2):
        desk.post(reverse("routine-new"), {"title": title, "every": every, "link": link})
    routine = Routine.objects.get()
    assert (routine.learner, routine.every) == (owner, "day")
    assert "Take over: " + title not in page(desk)


def test_a_routine_is_done_today_and_pressed_again_it_is_not(desk: Client, owner: User) -> None:
    routine = Routine.objects.create(learner=owner, title="Teach", every="week")
    desk.post(reverse("routine-done", args=[routine.pk]))
    assert routine.done.get().day == timezone.localdate()
    desk.post(reverse("routine-done", args=[routine.pk]))
    assert not RoutineDone.objects.exists()


def test_a_routine_goes_with_its_dates(desk: Client, owner: User) -> None:
    routine = Routine.objects.create(learner=owner, title="Teach", every="week")
    routine.done.create()
    assert (
        "Its dates went with it"
        in desk.post(reverse("routine-delete", args=[routine.pk]), follow=True).content.decode()
    )
    assert not RoutineDone.objects.exists()


def test_rest_is_planned_and_taken_back(desk: Client, owner: User) -> None:
    desk.post(reverse("rest"), {"day": today(7), "weeks": "2"})
    assert [str(rest.day) for rest in RestDay.objects.of(owner)] == [today(7), today(14)]
    desk.post(reverse("rest-take-back"), {"day": today(14)})
    assert RestDay.objects.get().day.isoformat() == today(7)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(today(-1), "on the day itself at the latest"), ("soon", "Enter a valid date"), (today(400), "weeks ahead")],
)
def test_rest_that_cannot_be_planned_is_explained(desk: Client, day: str, sentence: str) -> None:
    answer = desk.post(reverse("rest"), {"day": day, "weeks": "1"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_rung_is_begun_and_done(desk: Client, owner: User) -> None:
    where = reverse("rung", args=["images", "cifar-10"])
    desk.post(where, {"begun": today(-9), "link": "https://example.org/run"})
    assert ladders_of(owner)[0][1][1].state == "under_way"
    desk.post(where, {"begun": today(-9), "done": today(), "link": "https://example.org/run", "learned": "Augment."})
    rung = Rung.objects.get()
    assert (rung.learned, ladders_of(owner)[0][1][1].state) == ("Augment.", "claimed")


def test_a_rung_done_before_it_was_begun_is_asked_about(desk: Client) -> None:
    answer = desk.post(reverse("rung", args=["images", "mnist"]), {"begun": today(), "done": today(-3)})
    assert answer.status_code == 422
    assert "before it was begun" in answer.content.decode()


def test_a_project_of_ones_own_stands_after_the_given_ones(desk: Client, owner: User) -> None:
    for _ in range(2):
        desk.post(reverse("rung-new") + "?ladder=language", {"title": "MNIST, spoken", "begun": today()})
    rungs = ladders_of(owner)[1][1]
    assert [(rung.key, rung.title) for rung in rungs[-2:]] == [
        ("mnist-spoken", "MNIST, spoken"),
        ("mnist-spoken-2", "MNIST, spoken"),
    ]


def test_a_rung_that_is_nobodys_is_not_found(desk: Client, teammate: User) -> None:
    Rung.objects.create(learner=teammate, ladder="images", key="theirs", title="Theirs")
    assert desk.get(reverse("rung", args=["images", "theirs"])).status_code == 404
    assert desk.get(reverse("rung", args=["nowhere", "mnist"])).status_code == 404


def test_a_competition_is_kept_with_rank_and_score(desk: Client, owner: User) -> None:
    fields = {"title": "Galaxy Zoo", "day": today(), "rank": "41", "entrants": "326", "score": "0.077 RMSE"}
    desk.post(reverse("entry-new") + "?kind=competition", fields | {"learned": "Average *rotations*."})
    assert "rank 41 of 326" in page(desk)
    assert "<em>rotations</em>" in page(desk, "habits-log")


def test_a_rank_beyond_the_entrants_is_asked_about(desk: Client) -> None:
    fields = {"title": "Galaxy Zoo", "day": today(), "rank": "400", "entrants": "326"}
    assert "cannot be" in desk.post(reverse("entry-new") + "?kind=competition", fields).content.decode()


@pytest.mark.parametrize("kind", ["tool", "teaching", "contribution"])
def test_the_other_logs_ask_for_no_rank(desk: Client, owner: User, kind: str) -> None:
    where = reverse("entry-new") + f"?kind={kind}"
    assert 'name="rank"' not in desk.get(where).content.decode()
    desk.post(where, {"title": "Lightning", "day": today(), "rank": "1"})
    entry = Entry.objects.get()
    assert (entry.kind, entry.rank) == (kind, None)


def test_an_entry_is_changed_and_deleted(desk: Client, owner: User) -> None:
    entry = Entry.objects.create(learner=owner, kind="tool", title="Lightning")
    desk.post(reverse("entry-edit", args=[entry.pk]), {"title": "PyTorch Lightning", "day": today()})
    assert Entry.objects.get().title == "PyTorch Lightning"
    desk.post(reverse("entry-delete", args=[entry.pk]))
    assert not Entry.objects.exists()


def test_the_log_is_narrowed_by_kind(desk: Client, owner: User) -> None:
    for kind, title in (("tool", "Lightning"), ("teaching", "A talk")):
        Entry.objects.create(learner=owner, kind=kind, title=title)
    shown = desk.get(reverse("habits-log"), {"kind": "tool"}).content.decode()
    assert "Lightning" in shown
    assert "A talk" not in shown
