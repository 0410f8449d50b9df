"""How often the API may be asked, and what it says of it."""

import time

import pytest
from rest_framework.test import APIClient

from roadmap.api.throttles import WINDOW_SECONDS, spend
from tests.api.conftest import client_of


@pytest.fixture(autouse=True)
def three_a_minute(settings, redis, monkeypatch):
    settings.API_REQUESTS_A_MINUTE = 3
    # The middle of a window, so that none ends while a test asks.
    middle = (time.time() // WINDOW_SECONDS + 0.5) * WINDOW_SECONDS
    monkeypatch.setattr("roadmap.api.throttles.time.time", lambda: middle)


def left(response):
    return [int(response.headers[f"RateLimit-{name}"]) for name in ("Limit", "Remaining", "Reset")]


def test_every_answer_says_what_is_left(owner):
    api = client_of(owner)
    assert [left(api.get("/api/labs/")) for _ in range(3)] == [[3, 2, 30], [3, 1, 30], [3, 0, 30]]


@pytest.mark.parametrize("address", ["/api/nowhere/", "/api/labs/", "/api/schema/"])
def test_so_does_one_to_nobody_in_particular(db, address):
    assert left(APIClient().get(address)) == [3, 2, 30]


def test_what_is_refused_counts_as_well(owner):
    api = client_of(owner)
    answers = [api.get("/api/labs/nothing/"), api.delete("/api/labs/"), api.post("/api/submissions/", {})]
    assert [(answer.status_code, left(answer)[1]) for answer in answers] == [(404, 2), (405, 1), (400, 0)]


def test_beyond_it_the_answer_is_to_wait(owner):
    api = client_of(owner)
    answer = [api.get("/api/labs/") for _ in range(4)][-1]
    assert (answer.status_code, answer.headers["Retry-After"], left(answer)) == (429, "30", [3, 0, 30])
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "30" in answer.json()["detail"]


def test_guessing_tokens_has_an_end(db):
    guesses = [APIClient().get("/api/labs/", headers={"Authorization": f"Token {n}"}) for n in range(5)]
    assert [guess.status_code for guess in guesses] == [401, 401, 401, 429, 429]


def test_each_token_has_a_budget_of_its_own(owner, teammate):
    one, other, theirs = client_of(owner), client_of(owner), client_of(teammate)
    for _ in range(3):
        one.get("/api/labs/")
    assert [client.get("/api/labs/").status_code for client in (one, other, theirs)] == [429, 200, 200]


def test_the_next_minute_begins_anew(redis):
    now = 1_000_000 * WINDOW_SECONDS
    used = [spend("x", now + second).used for second in (0, 1, WINDOW_SECONDS - 1, WINDOW_SECONDS)]
    assert used == [1, 2, 3, 1]


def test_without_redis_nobody_is_held_up_and_nothing_is_claimed(owner, settings):
    settings.REDIS_URL = "unix:///nowhere.sock"
    api = client_of(owner)
    answers = [api.get("/api/labs/") for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert not any("RateLimit-Limit" in answer.headers for answer in answers)


def test_a_count_is_forgotten_once_its_minute_is_over(redis):
    spend("x")
    (key,) = redis.keys("gradus:api-requests:x:*")
    assert 0 < redis.ttl(key) <= 2 * WINDOW_SECONDS


def test_pages_are_not_counted(client, owner):
    client.force_login(owner)
    assert not any("RateLimit-Limit" in client.get("/account/").headers for _ in range(5))
