"""The control group around all cells of a judge: entered where it is granted, said where not, gone afterwards."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from runner.sandbox import cgroups
from runner.sandbox.pool import Pool

GRANTED = sys.platform.startswith("linux") and os.geteuid() == 0 and bool(cgroups._places())


def groups():
    return [folder / f"{cgroups.NAME}{os.getpid()}" for folder in cgroups._places()]


@pytest.mark.skipif(not GRANTED, reason="this host grants no control group")
def test_every_process_of_a_pool_is_in_a_group_that_bounds_their_sum():
    with closing(Pool(spares=2)) as pool:
        pool.warm("numpy")
        assert any(layer.startswith("control group") for layer in pool.zygote("numpy").layers)
        for group in groups():
            assert str(pool.zygote("numpy").process.pid) in (group / "cgroup.procs").read_text().split()
            bounds = [file for file, _ in cgroups._limits(group)]
            assert bounds and all(file.read_text().strip().isdecimal() for file in bounds)


@pytest.mark.skipif(not GRANTED, reason="this host grants no control group")
def test_a_group_is_taken_away_with_the_last_pool():
    pools = [Pool(spares=1) for _ in range(2)]
    for pool in pools:
        pool.warm("numpy")
    others = Pool._open - 2
    for pool in pools:
        pool.close()
    assert others or not any(group.exists() for group in groups())


@pytest.mark.skipif(not GRANTED, reason="this host grants no control group")
def test_what_a_killed_judge_left_is_swept_by_the_next():
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    left = [group.with_name(f"{cgroups.NAME}{done.stdout.strip()}") for group in groups()]
    for group in left:
        group.mkdir()
    with closing(Pool(spares=1)) as pool:
        pool.warm("numpy")
    assert not any(group.exists() for group in left)


def test_a_host_without_groups_is_told_of(monkeypatch, tmp_path):
    monkeypatch.setattr(cgroups, "ROOT", Path(tmp_path))
    assert cgroups.enter(os.getpid()) == ("", "control group: none is mounted that bounds memory and processes")
