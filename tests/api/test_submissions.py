"""Submissions over REST: narrowed down, and followed."""

import asyncio
from datetime import timedelta

import pytest
from django.utils import timezone

from labs import events
from labs.models import State, Submission

LIST = "/api/submissions/"


def ids(response):
    return [row["id"] for row in response.json()["results"]]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"lab": "adam"}, ["adam"]),
        ({"verdict": "failed"}, ["sgd"]),
        ({"device": "cuda"}, ["sgd"]),
        ({"search": "NEWTON step"}, ["sgd"]),
        ({"search": "adam"}, ["adam"]),
        ({"created_after": timezone.now() - timedelta(days=1)}, ["adam"]),
        ({"created_before": timezone.now() - timedelta(days=1)}, ["sgd"]),
        ({"state": "queued"}, []),
        ({"ordering": "lab"}, ["adam", "sgd"]),
    ],
)
def test_the_list_is_narrowed_and_ordered(api, sent, query, wanted):
    rows = {"adam": sent("adam"), "sgd": sent("sgd", verdict="failed", device="cuda", source="# a Newton step\n")}
    Submission.objects.filter(lab="sgd").update(created=timezone.now() - timedelta(days=2))
    query = {name: value if isinstance(value, str) else value.isoformat() for name, value in query.items()}
    assert ids(api.get(LIST, query)) == [rows[lab].pk for lab in wanted]


@pytest.mark.parametrize("query", [{"lab": "sgd"}, {"state": "nonsense"}])
def test_a_row_is_found_by_its_address_whatever_a_list_could_be_narrowed_by(api, sent, query):
    assert api.get(f"{LIST}{sent('adam').pk}/", query).json()["lab"] == "adam"


def test_the_list_tells_neither_source_nor_anothers(api, sent, teammate):
    sent(learner=teammate)
    mine = sent()
    told = api.get(LIST).json()["results"]
    assert [row["id"] for row in told] == [mine.pk]
    assert "source" not in told[0]


def test_what_happened_is_told_from_any_point_on(api, sent):
    row = sent(state=State.RUNNING, verdict="")
    events.tell(row.pk, "started", {"checks": [["one", "The first"]]})
    events.tell(row.pk, "check", {"name": "one", "outcome": "passed"})
    address = f"{LIST}{row.pk}/events/"
    first = api.get(address).json()
    assert [event["kind"] for event in first["results"]] == ["started", "check"]
    assert (first["next"], first["state"]) == (first["results"][1]["position"], "running")
    assert api.get(address, {"after": first["next"]}).json()["results"] == []
    since = api.get(address, {"after": first["results"][0]["position"]}).json()
    assert since["results"][0]["data"] == {"name": "one", "outcome": "passed"}


@pytest.mark.parametrize("after", ["x", "-1", "1-", "9" * 30, "١"])
def test_a_position_of_no_event_is_refused(api, sent, after):
    assert api.get(f"{LIST}{sent().pk}/events/", {"after": after}).status_code == 400


def test_without_redis_the_events_are_away_and_the_submission_is_not(api, sent, settings):
    row = sent()
    settings.REDIS_URL = "unix:///nowhere.sock"
    away = api.get(f"{LIST}{row.pk}/events/")
    assert (away.status_code, away.headers["Retry-After"]) == (503, "2")
    assert api.get(f"{LIST}{row.pk}/").status_code == 200


def test_a_settled_submission_is_followed_to_its_end(api, sent):
    row = sent()
    events.tell(row.pk, "check", {"name": "one"})
    events.tell(row.pk, events.SETTLED)
    response = api.get(f"{LIST}{row.pk}/events/", headers={"Accept": "text/event-stream"})
    assert response.headers["Content-Type"] == "text/event-stream"

    async def read():
        return b"".join([part async for part in response.streaming_content]).decode()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("roadmap.api.event_stream.verdict_of", verdict)
        told = asyncio.run(read())
    assert [line for line in told.splitlines() if line.startswith("event")] == ["event: check", "event: settled"]
    assert 'data: {"verdict": "passed"}' in told


async def verdict(pk):
    """The test's rows are seen by its own connection only, and not by that of another thread."""
    return "passed"


def test_nobody_follows_anothers_submission(teammates_api, sent):
    address = f"{LIST}{sent().pk}/events/"
    assert teammates_api.get(address).status_code == 404
    assert teammates_api.get(address, headers={"Accept": "text/event-stream"}).status_code == 404
