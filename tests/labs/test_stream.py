import json
import re
from dataclasses import asdict

import pytest
from asgiref.sync import async_to_sync
from django.test import AsyncClient

from labs import events
from labs.actions.settle import settle
from labs.actions.submit import submit
from labs.tasks import begin
from labs.views import stream
from runner.contract import Ending
from tests.labs.verdicts import failed, passed, verdict_on

PLANNED = {"checks": [["loads", "The file loads."], ["values", "`f(x)` is the value."]]}


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(stream, "TICK_SECONDS", 0.02)


@pytest.fixture
def listen(owner):
    """Read the stream of a submission as a browser does, up to its end or to the event that `until` names."""

    async def read(address, until, headers):
        client = AsyncClient()
        await client.aforce_login(owner)
        response = await client.get(address, headers=headers)
        assert response.headers["Content-Type"] == "text/event-stream"
        heard = []
        async for part in response.streaming_content:
            event = parsed(part.decode())
            heard += [event] if event else []
            if until and event and event["event"] == until:
                break
        return heard

    def listened(submission, until="", **headers):
        address = f"/labs/submissions/{submission.pk}/events/"
        return async_to_sync(read)(address, until, {name.replace("_", "-"): value for name, value in headers.items()})

    return listened


def parsed(part):
    fields = [line.partition(": ") for line in part.splitlines()]
    if "event" not in [name for name, _, _ in fields]:
        return None
    names = {name: value for name, _, value in fields if name != "data"}
    return names | {"data": "\n".join(value for name, _, value in fields if name == "data")}


def tell_a_run(submission, *checks):
    events.tell(submission.pk, "started", PLANNED)
    for check in checks:
        events.tell(submission.pk, "check", asdict(check))


def kinds(heard):
    return [event["event"] for event in heard]


def test_a_settled_submission_is_replayed_in_order_and_ends_with_its_verdict(
    owner, listen, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sent = submit(owner, "softplus", "f = abs")
    tell_a_run(sent, passed("loads"), failed("values"))
    with django_capture_on_commit_callbacks(execute=True):
        settle(verdict_on(sent, Ending.FAILED, passed("loads"), failed("values")))

    heard = listen(sent)
    assert kinds(heard) == ["started", "check", "check", "settled"]
    assert [re.search(r'id="check-\d+-(\w+)"', event["data"])[1] for event in heard[1:3]] == ["loads", "values"]
    assert 'data-standing="failed"' in heard[-1]["data"]
    assert "1 of 2 checks passed" in heard[-1]["data"]


def test_a_page_that_comes_back_hears_only_what_it_missed(owner, listen, send):
    sent = send(owner)
    tell_a_run(sent, passed("loads"), passed("values"))
    settle(verdict_on(sent, Ending.PASSED, passed("loads"), passed("values")))
    first = listen(sent, until="check")
    assert kinds(first) == ["started", "check"]

    rest = listen(sent, last_event_id=first[-1]["id"])
    assert kinds(rest) == ["check", "settled"]
    assert "values" in rest[0]["data"]


@pytest.mark.parametrize("position", ["nonsense", "$", "-1", "0-0 x"])
def test_a_position_that_is_none_starts_from_the_beginning(owner, listen, send, position):
    sent = send(owner)
    tell_a_run(sent)
    settle(verdict_on(sent))
    assert kinds(listen(sent, last_event_id=position)) == ["started", "settled"]


def test_a_stream_that_has_expired_still_ends_with_the_verdict(owner, listen, send, redis):
    sent = send(owner)
    settle(verdict_on(sent))
    redis.flushall()
    assert kinds(listen(sent)) == ["settled"]


def test_while_it_waits_the_page_learns_its_place_and_that_no_runner_is_there(owner, teammate, listen, send):
    send(teammate)
    sent = send(owner)
    (standing,) = listen(sent, until="standing")
    assert "Number 2 in line" in standing["data"]
    assert "No runner for cpu is running" in standing["data"]


def test_with_a_runner_alive_the_page_does_not_say_that_none_is(owner, listen, send, redis):
    redis.set("gradus:runner:here-1", json.dumps({"name": "here-1", "devices": ["cpu"]}))
    (standing,) = listen(send(owner), until="standing")
    assert "Next in line" in standing["data"]
    assert "No runner" not in standing["data"]


def test_a_running_submission_says_where_it_runs(owner, listen, send):
    sent = send(owner)
    begin(sent.pk, sent.attempt, "here-1")
    (standing,) = listen(sent, until="standing")
    assert "Running on here-1" in standing["data"]


def test_the_first_failing_check_opens_and_shows_its_smallest_case(owner, listen, send):
    sent = send(owner)
    heat = {"shape": [1, 2], "values": [[0.0, 1.0]]}
    detail = {"inputs": {"x": "[1. 2.]"}, "expected": "[1.3]", "got": "[0.]", "where": "[1]", "heat": heat}
    tell_a_run(sent, passed("loads"), failed("values", detail=detail), failed("slope"))
    settle(verdict_on(sent, Ending.FAILED))

    _, _, first, second, _ = listen(sent)
    assert "<details" in first["data"] and " open>" in first["data"]
    assert " open>" not in second["data"]
    for shown in ("[1. 2.]", "[1.3]", "[0.]", '<svg class="heat"', "1 of 2 elements shown are wrong"):
        assert shown in first["data"]


def test_points_of_a_curve_come_as_numbers(owner, listen, send):
    sent = send(owner)
    events.tell(sent.pk, "curve", {"check": "trains", "step": 3, "loss": 0.5})
    (point,) = listen(sent, until="curve")
    assert json.loads(point["data"]) == {"check": "trains", "step": 3, "loss": 0.5}


def test_an_event_of_another_contract_version_is_passed_over(owner, listen, send, redis):
    sent = send(owner)
    key = f"gradus:events:{sent.pk}"
    redis.xadd(key, {"event": json.dumps({"version": 99, "kind": "check", "data": {}})})
    redis.xadd(key, {"event": "not json"})
    tell_a_run(sent)
    assert kinds(listen(sent, until="started")) == ["started"]


def test_what_a_learner_prints_is_text_on_the_page(owner, listen, send):
    sent = send(owner)
    tell_a_run(sent, passed("loads", output="<script>alert(1)</script>\n\nevent: settled"))
    heard = listen(sent, until="check")
    assert kinds(heard) == ["started", "check"]
    assert "&lt;script&gt;" in heard[-1]["data"]


def test_without_redis_the_verdict_still_comes_from_the_database(owner, listen, send, broker_away):
    sent = send(owner)
    settle(verdict_on(sent))
    with broker_away():
        assert kinds(listen(sent)) == ["settled"]


def test_nobody_listens_to_what_another_sent(owner, teammates, send):
    assert teammates.get(f"/labs/submissions/{send(owner).pk}/events/").status_code == 404


def test_a_stranger_is_sent_to_sign_in(owner, send, stranger):
    assert stranger.get(f"/labs/submissions/{send(owner).pk}/events/").status_code == 302
