from pathlib import Path

import pytest

from roadmap.serve.address import LONGEST_SOCKET_PATH, redis_socket
from roadmap.serve.errors import StartError
from roadmap.serve.house import without_password
from roadmap.serve.parts import parts_of
from roadmap.serve.plan import ROOT, Plan


def test_without_a_word_it_listens_on_loopback_and_keeps_its_data_in_var():
    plan = Plan.from_environment({})
    assert (plan.address, plan.data_dir, plan.own_redis) == ("http://127.0.0.1:8000", ROOT / "var", True)


def test_the_environment_chooses_port_and_folder(tmp_path):
    plan = Plan.from_environment({"PORT": "8123", "GRADUS_DATA": str(tmp_path)})
    assert (plan.port, plan.data_dir) == (8123, tmp_path)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eight", "80.5", "٨٠٠٠"])
def test_a_port_that_cannot_be_is_named_in_one_sentence(port):
    with pytest.raises(StartError, match=r"PORT is .*; it must be a whole number from 1 to 65535\."):
        Plan.from_environment({"PORT": port})


@pytest.mark.parametrize(("host", "local"), [("127.0.0.1", "1"), ("::1", "1"), ("localhost", "1"), ("0.0.0.0", None)])
def test_the_owner_is_known_without_asking_on_loopback_alone(tmp_path, host, local):
    plan = Plan.from_environment({"GRADUS_HOST": host, "GRADUS_DATA": str(tmp_path), "REDIS_URL": "redis://queue"})
    web = next(part for part in parts_of(plan, {}, cuda=False) if part.name == "web")
    assert web.environment.get("GRADUS_LOCAL_OWNER") == local


def test_a_runner_learns_nothing_that_opens_the_database(tmp_path):
    secrets = {
        "DATABASE_URL": "postgres://gradus:secret@there/gradus",
        "SECRET_KEY": "secret",
        "GRADUS_DATA": str(tmp_path),
    }
    parts = parts_of(Plan.from_environment(secrets), secrets, cuda=True)
    for part in parts:
        if part.name.startswith("runner-"):
            assert not secrets.keys() & part.environment.keys() - {"GRADUS_DATA"}


def test_a_gpu_gets_a_runner_with_one_slot(tmp_path):
    plan = Plan.from_environment({"GRADUS_DATA": str(tmp_path), "RUNNER_SLOTS": "3", "REDIS_URL": "redis://queue"})
    slots = {part.name: part.environment.get("RUNNER_SLOTS") for part in parts_of(plan, {}, cuda=True)}
    assert slots == {"runner-cpu": "3", "runner-cuda": "1", "web": None, "results": None, "beat": None}


def test_redis_stops_last_and_the_web_first(tmp_path):
    parts = parts_of(Plan.from_environment({"GRADUS_DATA": str(tmp_path)}), {}, cuda=False)
    stages = {part.name: part.stage for part in parts}
    assert stages == {"web": 1, "runner-cpu": 1, "beat": 1, "results": 2, "redis": 3}


def test_a_long_path_puts_the_socket_where_its_name_fits():
    deep = Path("/srv") / ("a" * 120)
    assert len(str(redis_socket(deep))) <= LONGEST_SOCKET_PATH
    assert redis_socket(deep) != redis_socket(deep / "b")
    assert redis_socket(deep) == redis_socket(deep)


def test_a_complaint_about_redis_keeps_its_password():
    assert without_password("redis://user:secret@queue:6379/0") == "redis://queue:6379/0"
