import json
from io import StringIO

import pytest
from django.core.management import call_command

from labs.management.commands.doctor import isolation_lines

pytestmark = pytest.mark.django_db
RUNNER = {"name": "box-cpu-1", "queues": ["cpu"], "devices": ["cpu"], "isolation": "strict"}


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("doctor", *arguments, stdout=out)
    return out.getvalue()


def test_doctor_tells_isolation_devices_services_and_versions_in_one_object(redis):
    redis.set("gradus:runner:box-cpu-1", json.dumps(RUNNER))
    found = json.loads(printed("--json"))
    isolation = found["isolation"]
    assert isolation["level"] in ("strict", "standard", "none")
    assert isolation["level"] == "none" or (isolation["held"] and all(isolation["held"].values()))
    assert found["devices"]["cores"] >= 1
    assert found["services"]["redis"]["state"] == found["services"]["database"]["state"] == "ok"
    assert found["services"]["runners"] == [RUNNER]
    assert found["versions"]["torch"] and found["disk"]["free_bytes"] > 0


def test_doctor_works_while_nothing_else_does(settings, tmp_path):
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    settings.CATALOG_DIR = tmp_path / "nothing"
    settings.DATA_DIR = tmp_path / "not" / "made" / "yet"
    lines = printed().splitlines()
    assert "  redis: silent" in lines and "  runner: silent" in lines
    assert any(line.startswith("Disk: ") for line in lines)


def test_what_the_machine_refuses_is_marked_with_a_minus():
    told = {
        "level": "none",
        "layers": ["seccomp"],
        "missing": ["Landlock: too old"],
        "held": {"mounting": True, "fork": False},
    }
    assert isolation_lines(told) == [
        "Isolation: none",
        "  + seccomp",
        "  - Landlock: too old",
        "  1 of 2 attempts to get out of a real cell were held",
        "  - not held: fork",
    ]
