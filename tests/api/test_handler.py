"""The short way of the API's requests: the same answers, and nothing that goes on when nobody listens."""

import asyncio
import http.client
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import StreamingHttpResponse

from roadmap.api.handler import THREADS, Handler
from tests.asking import Asking

CODE = {"lab": "activation-zoo", "source": "f = abs\n"}


def handler(others=None):
    return Handler(others)


def test_what_is_no_programs_request_goes_the_long_way():
    passed_on = []

    async def others(scope, receive, send):
        passed_on.append(scope["path"])

    async def ask():
        for path in ("/", "/labs/", "/apiary/"):
            await handler(others)({"type": "http", "path": path}, None, None)

    asyncio.run(ask())
    assert passed_on == ["/", "/labs/", "/apiary/"]


def test_a_stream_ends_when_nobody_listens_any_more():
    told, ended = [], []

    async def endless():
        try:
            while True:
                yield b"data: still here\n\n"
                await asyncio.sleep(0)
        finally:
            ended.append(True)

    async def send(message):
        told.append(message)

    async def receive():
        while len(told) < 5:
            await asyncio.sleep(0)
        return {"type": "http.disconnect"}

    response = StreamingHttpResponse(endless(), content_type="text/event-stream")
    asyncio.run(asyncio.wait_for(handler().stream(response, receive, send), 20))
    assert ended == [True]
    assert told[0]["status"] == 200


def test_a_client_that_leaves_in_the_middle_of_its_request_is_let_go():
    async def receive():
        return {"type": "http.disconnect"}

    asyncio.run(handler()({"type": "http", "path": "/api/labs/"}, receive, None))


def test_short_requests_are_answered_in_turn(monkeypatch):
    monkeypatch.setattr("roadmap.api.handler.TURN_SECONDS", 60)
    began, beside = [], []
    another_began = threading.Event()

    def short(number):
        began.append(number)
        another_began.set()
        another_began.clear()
        beside.append(another_began.wait(0.005))

    async def ask():
        asked = handler()
        await asyncio.gather(*(asked.in_turn(short, number) for number in range(8)))

    asyncio.run(ask())
    assert began == list(range(8))
    assert not any(beside)


def test_a_request_that_waits_lets_the_next_one_begin():
    second_came = threading.Event()

    async def ask():
        asked = handler()
        waiting = asked.in_turn(second_came.wait, 20)
        return await asyncio.gather(waiting, asked.in_turn(second_came.set))

    assert asyncio.run(ask())[0] is True


def test_the_turn_of_a_request_that_failed_goes_to_the_next():
    def fail():
        raise ValueError("no answer")

    async def ask():
        asked = handler()
        return await asyncio.gather(asked.in_turn(fail), asked.in_turn(lambda: "answered"), return_exceptions=True)

    failed, answered = asyncio.run(ask())
    assert isinstance(failed, ValueError)
    assert answered == "answered"


@pytest.mark.slow
def test_more_requests_at_once_than_threads_are_all_answered(live_stack):
    ask = Asking(live_stack)
    with ThreadPoolExecutor(THREADS + 8) as askers:
        answers = list(askers.map(lambda _: ask("GET", "/api/labs/?page_size=1")[0], range(2 * THREADS)))
    assert set(answers) == {200}


@pytest.mark.slow
def test_a_submission_is_followed_to_its_end(live_stack):
    ask = Asking(live_stack)
    status, made = ask("POST", "/api/submissions/", CODE)
    assert status == 201
    connection = http.client.HTTPConnection("127.0.0.1", live_stack.port, timeout=120)
    headers = {"Authorization": f"Token {live_stack.token()}", "Accept": "text/event-stream"}
    connection.request("GET", f"/api/submissions/{made['id']}/events/", headers=headers)
    answer = connection.getresponse()
    kinds = [line.split(": ")[1] for line in answer.read().decode().splitlines() if line.startswith("event: ")]
    connection.close()
    assert (answer.status, kinds[-1]) == (200, "settled")
    assert ask("GET", f"/api/submissions/{made['id']}/")[1]["verdict"] in ("failed", "raised")


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/api/nowhere/", "/api/%ff/", "/api/labs/%00/"])
def test_what_is_nowhere_is_said_as_ever(live_stack, path):
    connection = http.client.HTTPConnection("127.0.0.1", live_stack.port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    told = json.loads(answer.read())
    connection.close()
    assert (answer.status, told["status"]) == (404, 404)
