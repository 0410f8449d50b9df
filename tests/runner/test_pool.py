"""Warm zygotes: one that wears out or dies is followed by another, and nobody waits for that."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from runner import station as stations
from runner.config import Config
from runner.sandbox import pool as pools
from runner.sandbox.pool import Pool
from runner.station import Station


@pytest.fixture
def pool():
    made = Pool(spares=1)
    yield made
    made.close()


def in_hand(zygote, wanted):
    """How many cells there are, once that many have come or have had time to."""
    deadline = time.monotonic() + 20
    while zygote._in_hand.qsize() != wanted and time.monotonic() < deadline:
        time.sleep(0.002)
    return zygote._in_hand.qsize()


@pytest.fixture
def zygote():
    with closing(Pool(spares=2)) as made:
        found = made.zygote("numpy")
        found.wait_ready()
        assert in_hand(found, 2) == 2
        yield found


def test_a_cell_that_was_taken_is_made_up_for_when_it_ends(zygote):
    cell = zygote.take()
    assert zygote._owed == 1
    cell.close()
    assert (in_hand(zygote, 2), zygote._owed) == (2, 0)


def test_the_last_cells_in_hand_are_made_up_for_at_once(zygote):
    cells = [zygote.take(), zygote.take()]
    assert (in_hand(zygote, 2), zygote._owed) == (2, 0)
    for cell in cells:
        cell.close()


def test_a_cell_that_stays_is_made_up_for_at_once(zygote):
    cell = zygote.take(stays=True)
    assert (in_hand(zygote, 2), zygote._owed) == (2, 0)
    cell.close()


def test_more_cells_than_wait_are_given_to_many_who_ask_at_once(zygote):
    with ThreadPoolExecutor(6) as asking:
        cells = list(asking.map(lambda _: zygote.take(), range(6)))
    assert len({cell.name for cell in cells}) == 6
    for cell in cells:
        cell.close()
    assert in_hand(zygote, 2) == 2


def wear_out(pool, monkeypatch):
    monkeypatch.setattr(pools, "RECYCLE_AFTER", 1)
    worn = pool.zygote("numpy")
    pool.take("numpy").close()
    assert worn.worn
    return worn


def test_a_worn_zygote_gives_cells_until_its_successor_is_up(pool, monkeypatch):
    worn = wear_out(pool, monkeypatch)
    successor = pool._successor("numpy")
    assert not successor.ready
    assert pool.zygote("numpy") is worn
    successor.wait_ready()
    assert pool.zygote("numpy") is successor


def test_cells_of_a_worn_zygote_live_on_when_it_is_followed(pool, monkeypatch):
    cell = pool.take("numpy")
    wear_out(pool, monkeypatch)
    pool._successor("numpy").wait_ready()
    assert pool.zygote("numpy") is not cell.zygote
    assert cell.waits()
    cell.close()


def test_a_successor_that_dies_before_it_is_needed_is_made_anew(pool, monkeypatch):
    worn = wear_out(pool, monkeypatch)
    first = pool._successor("numpy")
    first.process.kill()
    assert first.gone.wait(10)
    assert pool.zygote("numpy") is worn
    assert pool._successor("numpy") is not first


def test_no_zygote_is_left_of_a_pool_that_was_closed_while_one_was_to_follow(monkeypatch):
    pool = Pool(spares=1)
    both = [wear_out(pool, monkeypatch), pool._successor("numpy")]
    pool.close()
    assert all(zygote.process.poll() is not None for zygote in both)


def test_a_runner_makes_up_for_a_dead_zygote_before_a_job_comes(redis_server, monkeypatch, tmp_path):
    monkeypatch.setattr(stations, "BEAT_SECONDS", 0.01)
    station = Station(Config(redis_url=redis_server, catalog=tmp_path, name="here-1"))
    replaced = threading.Event()
    keep_warm = station.pool.keep_warm
    dead = station.pool.zygote("numpy")

    def watched():
        keep_warm()
        if station.pool._zygotes.get("numpy", dead) is not dead:
            replaced.set()

    monkeypatch.setattr(station.pool, "keep_warm", watched)
    beat = threading.Thread(target=station._beat)
    beat.start()
    try:
        dead.process.kill()
        assert replaced.wait(30)
        station.pool._zygotes["numpy"].wait_ready()
    finally:
        station.close()
        beat.join(10)
