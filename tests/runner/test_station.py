"""The lease of an attempt: who holds it, and for how long it is said."""

import threading
from pathlib import Path

import pytest

from runner import station as stations
from runner.config import Config
from runner.contract import Job
from runner.station import Station, runner_key

JOB = Job(7, "7" * 32, "softplus", "f = abs\n")


class Said:
    """What a station told the web, and a way to wait for more of it."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.changed = threading.Condition()

    def __call__(self, job: Job) -> None:
        with self.changed:
            self.jobs.append(job)
            self.changed.notify_all()

    def come_to(self, count: int) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: len(self.jobs) >= count, 10)


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def station(redis_server, said, monkeypatch):
    monkeypatch.setattr(stations, "BEAT_SECONDS", 0.01)
    station = Station(Config(redis_url=redis_server, catalog=Path(), name="here-1"), said)
    yield station
    station.close()


@pytest.fixture
def beating(station):
    beat = threading.Thread(target=station._beat)
    beat.start()
    yield station
    station.close()
    beat.join(10)
    assert not beat.is_alive()


def test_a_job_that_is_worked_on_is_said_to_be_held(station, said):
    with station.holding(JOB) as first:
        assert first
        assert said.come_to(1)
    assert said.jobs == [JOB]


def test_a_job_judged_at_once_asks_for_no_lease(station, said, monkeypatch):
    monkeypatch.setattr(stations, "AT_ONCE_SECONDS", 3600)
    with station.holding(JOB):
        pass
    assert said.jobs == []


def test_the_same_attempt_delivered_again_meanwhile_is_left_alone(station, said):
    with station.holding(JOB), station.holding(JOB) as again:
        assert not again
        assert said.come_to(1)
    assert said.jobs == [JOB]


def test_the_same_attempt_delivered_again_later_is_judged_again(station):
    with station.holding(JOB):
        pass
    with station.holding(JOB) as first:
        assert first


def test_every_beat_says_what_is_held(beating, said):
    with beating.holding(JOB):
        assert said.come_to(5)


def test_what_is_no_longer_held_is_no_longer_said(beating, said, redis):
    with beating.holding(JOB):
        assert said.come_to(2)
    told = len(said.jobs)
    with beating.holding(Job(8, "8" * 32, "softplus", "f = abs\n")):
        assert said.come_to(told + 5)
    # One beat may have been under way when the first was let go.
    assert sum(job == JOB for job in said.jobs) <= told + 1


def test_a_runner_that_leaves_is_not_known_any_more_and_keeps_the_lease_of_what_it_finishes(beating, said, redis):
    with beating.holding(JOB):
        assert said.come_to(2)
        beating.leave()
        assert said.come_to(len(said.jobs) + 5)
        redis.delete(runner_key("here-1"))  # a beat may have been under way when it left
        assert said.come_to(len(said.jobs) + 5)
        assert not redis.exists(runner_key("here-1"))
