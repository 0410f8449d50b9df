"""Warm zygotes: one that wears out or dies is followed by another, and nobody waits for that."""

import threading

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
