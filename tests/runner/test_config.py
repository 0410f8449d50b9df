"""What a runner reads of its environment, and below which isolation it refuses to work."""

from pathlib import Path

import pytest

from runner.config import Config, ConfigError, broker_url, chosen_gpu, read_config
from runner.station import isolation_problem


def config(**changed):
    return Config(redis_url="redis://localhost", catalog=Path(), **changed)


@pytest.mark.parametrize(
    ("name", "value"),
    [("RUNNER_ISOLATION", "loose"), ("RUNNER_DEVICE", "tpu"), ("RUNNER_SLOTS", "0"), ("RUNNER_SLOTS", "many")],
)
def test_a_setting_that_cannot_be_used_is_named(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=name):
        read_config()


def test_one_gpu_judges_one_submission_at_a_time(monkeypatch):
    monkeypatch.setenv("RUNNER_DEVICE", "cuda")
    monkeypatch.setenv("RUNNER_SLOTS", "2")
    with pytest.raises(ConfigError, match="start a runner for each GPU with RUNNER_GPU=0"):
        read_config()


def test_a_runner_takes_the_gpu_it_is_given_or_else_the_first_it_is_shown():
    assert chosen_gpu({}) == "0"
    assert chosen_gpu({"CUDA_VISIBLE_DEVICES": "GPU-1f, 3"}) == "GPU-1f"
    assert chosen_gpu({"CUDA_VISIBLE_DEVICES": "2,3", "RUNNER_GPU": "3"}) == "3"


def test_a_unix_socket_is_spelled_as_celery_wants_it():
    assert broker_url("unix:///run/redis.sock") == "redis+socket:///run/redis.sock"
    assert broker_url("redis://host:6379/0") == "redis://host:6379/0"


@pytest.mark.parametrize("level", ["strict", "standard"])
def test_a_level_that_is_reached_is_no_problem(level):
    assert isolation_problem(config(isolation="standard"), level) == ""


def test_below_the_level_that_is_asked_the_runner_refuses_with_a_remedy():
    assert "Set RUNNER_ISOLATION=standard" in isolation_problem(config(isolation="strict"), "standard")


def test_without_any_wall_only_the_owners_word_lets_it_run():
    problem = isolation_problem(config(), "none")
    assert "RUNNER_TRUST_OWNER=1" in problem and "whatever you can" in problem
    assert isolation_problem(config(trust_owner=True), "none") == ""
