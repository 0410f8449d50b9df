"""The plan over REST, and out of the house and in again."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from roadmap.plan.carrying import pack, unpack
from roadmap.plan.models import Plan
from tests.api.conftest import client_of
from tests.roadmaps import make_roadmap


@pytest.fixture
def api(owner: User, redis: Any) -> Any:
    make_roadmap("# First\n## Part\n- [ ] One ^one\n")
    return client_of(owner)


def put(api: Any, **told: Any) -> Any:
    return api.put("/api/plan/", {"roadmaps": ["first"], "hours": 6.5, **told}, format="json")


def test_nothing_was_answered_until_something_is_put(api: Any, owner: User) -> None:
    assert api.get("/api/plan/").json() == {"roadmaps": [], "hours": None, "answered": None}
    assert not Plan.objects.exists()


def test_a_plan_that_is_put_is_read_again(api: Any, owner: User) -> None:
    told = put(api).json()
    assert told == api.get("/api/plan/").json()
    assert (told["roadmaps"], told["hours"]) == (["first"], 6.5)
    assert told["answered"]


def test_one_answer_can_be_changed_alone(api: Any) -> None:
    put(api)
    assert api.patch("/api/plan/", {"hours": None}, format="json").json()["roadmaps"] == ["first"]


@pytest.mark.parametrize(
    "wrong",
    [{"hours": 0}, {"hours": 101}, {"hours": "5"}, {"roadmaps": ["gone"]}, {"roadmaps": "first"}, {"roadmaps": [1]}],
)
def test_what_is_not_right_is_refused_and_nothing_kept(api: Any, owner: User, wrong: dict[str, Any]) -> None:
    refused = put(api, **wrong)
    assert refused.status_code == 400
    assert list(refused.json()["errors"]) == list(wrong)
    assert Plan.objects.of(owner).answered is None


def test_a_change_that_was_made_meanwhile_is_not_written_over(api: Any) -> None:
    etag = put(api)["ETag"]
    put(api, hours=2)
    refused = api.put("/api/plan/", {"roadmaps": [], "hours": 9}, format="json", headers={"If-Match": etag})
    assert refused.status_code == 412
    assert refused.json()["present"]["hours"] == 2


def test_another_learners_roadmap_cannot_be_followed(api: Any, teammate: User) -> None:
    make_roadmap("# Theirs\n## Part\n- [ ] Two ^two\n", teammate, "theirs")
    assert put(api, roadmaps=["theirs"]).status_code == 400


def test_a_plan_comes_back_as_it_left(owner: User, teammate: User) -> None:
    Plan.objects.create(learner=owner, roadmaps=["first"], hours=6.5, answered=timezone.now())
    files = dict(pack(owner))
    assert unpack(teammate, files).added == 1
    assert dict(pack(teammate)) == files
    assert unpack(teammate, files).unchanged == 1


def test_a_plan_that_is_there_is_not_changed(owner: User, teammate: User) -> None:
    Plan.objects.create(learner=owner, hours=6.5, answered=timezone.now())
    Plan.objects.create(learner=teammate, hours=2, answered=timezone.now())
    assert unpack(teammate, dict(pack(owner))).unchanged == 1
    assert teammate.plan.hours == 2


def test_questions_put_off_leave_nothing_to_carry_and_can_be_answered_by_a_vault(owner: User, teammate: User) -> None:
    Plan.objects.create(learner=owner)
    assert dict(pack(owner)) == {}
    Plan.objects.create(learner=teammate, hours=2, answered=timezone.now())
    assert unpack(owner, dict(pack(teammate))).added == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("hours: 2.0", "hours: lots"),
        ("hours: 2.0", "hours: 1.0e+9"),
        ("roadmaps: []", "roadmaps: 7"),
        ("learning-plan", "song"),
    ],
)
def test_a_damaged_plan_is_told_and_left_out(owner: User, teammate: User, before: str, after: str) -> None:
    Plan.objects.create(learner=owner, hours=2, answered=timezone.now())
    files = {path: text.replace(before, after) for path, text in pack(owner)}
    assert files != dict(pack(owner))
    done = unpack(teammate, files)
    assert (done.added, len(done.problems)) == (0, 1)
    assert not Plan.objects.filter(learner=teammate).exists()
