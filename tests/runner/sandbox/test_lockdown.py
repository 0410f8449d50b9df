"""What is decided before any cell is closed: users, limits, and systems that are not Linux."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from runner.sandbox import privileges
from runner.sandbox.selftest import ATTEMPTS, examine

PROJECT = Path(__file__).parents[3]
ELSEWHERE = """
import json, os, sys, sysconfig
sysconfig.get_config_vars()  # read from a file that this Python was built with, named after the true platform
sys.platform = "darwin"
from runner.sandbox.lockdown import Lockdown, view_for
lockdown = Lockdown(view_for("numpy"))
lockdown.enter()
child = os.fork()
if child == 0:
    lockdown.seal_cell(0, {0, 1, 2})
    lockdown.limit_job(1 << 28, 5)
    print(json.dumps([lockdown.level, lockdown.missing, sum(bytearray(1000))]), flush=True)
    os._exit(0)
os.waitpid(child, 0)
"""


def test_another_system_runs_cells_and_says_that_there_is_no_wall():
    done = subprocess.run([sys.executable, "-c", ELSEWHERE], cwd=PROJECT, capture_output=True, text=True, check=True)
    level, missing, total = json.loads(done.stdout)
    assert level == "none"
    assert "not Linux" in missing[0]
    assert total == 0


def test_examining_a_machine_leaves_this_process_as_it_was_and_tells_what_held():
    told = examine("numpy", namespaces=False)
    assert told["level"] == "standard"
    assert set(ATTEMPTS) < set(told["held"])
    assert all(told["held"].values())


def test_a_folder_closed_to_others_is_found_by_its_mode_or_by_one_above(tmp_path):
    tmp_path.chmod(0o755)
    inner = tmp_path / "closed" / "open"
    inner.mkdir(parents=True)
    inner.chmod(0o755)
    inner.parent.chmod(0o700)
    assert privileges.open_to_others(inner, from_root=False)
    assert not privileges.open_to_others(inner, from_root=True)
    inner.chmod(0o750)
    assert not privileges.open_to_others(inner, from_root=False)
