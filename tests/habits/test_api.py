"""Habits over REST: minutes and the timer, rest, rungs, entries, routines."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from roadmap.habits.models import LONGEST_TIMED, Entry, Minutes, RestDay, Routine, Timer
from tests.api.conftest import client_of


@pytest.fixture
def api(owner: User, redis: Any) -> Any:
    return client_of(owner)


def day(days: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_minutes_are_written_read_changed_and_removed(api: Any, owner: User) -> None:
    made = api.post("/api/minutes/", {"kind": "lab", "subject": "one", "minutes": 25, "day": day(-1)}, format="json")
    assert made.status_code == 201
    where = f"/api/minutes/{made.data['id']}/"
    assert api.get(where).headers["ETag"] == made.headers["ETag"]
    changed = api.patch(where, {"minutes": 30}, format="json", headers={"If-Match": made.headers["ETag"]})
    assert (changed.status_code, Minutes.objects.get().minutes) == (200, 30)
    stale = api.patch(where, {"minutes": 1}, format="json", headers={"If-Match": made.headers["ETag"]})
    assert stale.status_code == 412
    assert api.delete(where).status_code == 204
    assert not Minutes.objects.exists()


def test_minutes_sent_twice_under_a_key_are_written_once(api: Any) -> None:
    for _ in range(2):
        api.post(
            "/api/minutes/",
            {"kind": "lab", "subject": "one", "minutes": 25},
            format="json",
            headers={"Idempotency-Key": "an-evening"},
        )
    assert Minutes.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"kind": "lab", "subject": "gone", "minutes": 5}, "subject"),
        ({"kind": "lab", "subject": "one", "minutes": 0}, "minutes"),
        ({"kind": "lab", "subject": "one", "minutes": 5, "day": day(1)}, "day"),
        ({"kind": "paper", "subject": "one", "minutes": 5}, "kind"),
    ],
)
def test_minutes_that_cannot_be_are_refused_by_field(api: Any, fields: dict[str, Any], wrong: str) -> None:
    refused = api.post("/api/minutes/", fields, format="json")
    assert refused.status_code == 400
    assert list(refused.json()["errors"]) == [wrong]


def test_minutes_are_narrowed_by_subject_and_day(api: Any, owner: User) -> None:
    for subject, days in (("one", 0), ("one", -9), ("two", 0)):
        Minutes.objects.create(learner=owner, kind="lab", subject=subject, minutes=5, day=day(days))
    found = api.get("/api/minutes/", {"subject": "one", "day_from": day(-3)}).json()["results"]
    assert [row["subject"] for row in found] == ["one"]


def test_the_timer_starts_and_stops(api: Any, owner: User) -> None:
    assert api.get("/api/timer/").status_code == 404
    assert api.post("/api/timer/", {"kind": "lab", "subject": "one"}, format="json").status_code == 201
    assert api.get("/api/timer/").json()["subject"] == "one"
    assert api.post("/api/timer/stop/", {}, format="json").json()["timed"] is True
    assert api.post("/api/timer/stop/", {}, format="json").status_code == 404


def test_a_forgotten_timer_stops_only_with_its_minutes(api: Any, owner: User) -> None:
    Timer.objects.create(learner=owner, kind="lab", subject="one", began=timezone.now() - LONGEST_TIMED * 3)
    assert api.get("/api/timer/").json()["forgotten"] is True
    assert api.post("/api/timer/stop/", {}, format="json").status_code == 409
    assert api.post("/api/timer/stop/", {"minutes": 50}, format="json").json()["minutes"] == 50


def test_rest_is_planned_and_past_rest_stays(api: Any, owner: User) -> None:
    planned = api.post("/api/rest-days/", {"day": day(3)}, format="json")
    assert planned.status_code == 201
    assert api.post("/api/rest-days/", {"day": day(-1)}, format="json").status_code == 400
    past = RestDay.objects.create(learner=owner, day=day(-1))
    assert api.delete(f"/api/rest-days/{past.pk}/").status_code == 409
    assert api.delete(f"/api/rest-days/{planned.data['id']}/").status_code == 204


def test_a_rung_has_one_row_and_one_of_ones_own_a_title(api: Any) -> None:
    fields = {"ladder": "images", "key": "mnist", "begun": day(-3)}
    assert api.post("/api/rungs/", fields, format="json").status_code == 201
    assert "key" in api.post("/api/rungs/", fields, format="json").json()["errors"]
    assert "title" in api.post("/api/rungs/", fields | {"key": "own"}, format="json").json()["errors"]
    assert "ladder" in api.post("/api/rungs/", fields | {"ladder": "audio"}, format="json").json()["errors"]


def test_an_entry_with_an_impossible_rank_is_refused(api: Any) -> None:
    fields = {"kind": "competition", "title": "Galaxy Zoo", "rank": 9, "entrants": 3}
    assert "rank" in api.post("/api/entries/", fields, format="json").json()["errors"]
    assert api.post("/api/entries/", fields | {"entrants": 30}, format="json").status_code == 201


def test_a_routine_is_done_once_a_day(api: Any, owner: User) -> None:
    routine = Routine.objects.create(learner=owner, title="Teach")
    for _ in range(2):
        told = api.post(f"/api/routines/{routine.pk}/done/").json()
    assert told["done"] == [day()]
    assert api.post(f"/api/routines/{routine.pk}/undone/").json()["done"] == []


def test_anothers_rows_are_not_found(api: Any, teammate: User) -> None:
    rows = {
        "minutes": Minutes.objects.create(learner=teammate, kind="lab", subject="one", minutes=5),
        "entries": Entry.objects.create(learner=teammate, kind="tool", title="Lightning"),
        "routines": Routine.objects.create(learner=teammate, title="Teach"),
    }
    for name, row in rows.items():
        assert api.get(f"/api/{name}/{row.pk}/").status_code == 404
        assert api.get(f"/api/{name}/").json()["results"] == []
