"""The page that says who grades, what waits, and what to do when nobody is there."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from redis import Redis

from labs import runners
from roadmap.progress import queues

PULSE = {
    "name": "attic",
    "queues": ["cpu"],
    "devices": ["cpu"],
    "isolation": "strict",
    "torch": "2.13.0",
    "slots": 4,
    "busy": 1,
    "since": "2026-03-01T12:00:00+00:00",
}


@pytest.fixture
def page(client: Client, owner: User) -> Any:
    client.force_login(owner)
    return lambda **headers: client.get(reverse("workers"), headers=headers).content.decode()


def test_a_living_runner_stands_with_its_isolation_and_its_load(redis: Redis, page: Any) -> None:
    redis.set("gradus:runner:attic", json.dumps(PULSE))
    shown = page()
    assert all(words in shown for words in ("attic", "strict", "2.13.0", "1 of 4"))


def test_a_runner_that_takes_no_jobs_says_why_and_serves_nobody(redis: Redis, page: Any) -> None:
    redis.set("gradus:runner:attic", json.dumps({**PULSE, "problem": "a fresh cell multiplied two matrices wrongly"}))
    assert "Takes no jobs for now: a fresh cell multiplied two matrices wrongly." in page()
    assert runners.served("cpu") is False


def test_without_a_runner_the_page_says_that_work_waits_and_how_to_start_one(redis: Redis, page: Any) -> None:
    shown = page()
    assert "No runner is alive" in shown
    assert "make run" in shown


def test_without_redis_the_page_says_what_is_kept(page: Any, settings: Any) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    shown = page()
    assert "Redis does not answer" in shown
    assert "accepted and kept" in shown


def test_a_queue_is_as_long_as_the_messages_in_it(redis: Redis) -> None:
    redis.rpush("cuda", "one", "two")
    assert queues.lengths() == {"cpu": 0, "cuda": 2, "results": 0}


def test_the_length_of_a_queue_is_not_known_without_redis(settings: Any) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    assert queues.lengths() is None


def test_htmx_is_given_the_middle_of_the_page(redis: Redis, page: Any) -> None:
    assert "<html" not in page(**{"HX-Request": "true"})
