import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from roadmap.serve import watch as watch_module
from roadmap.serve.errors import StartError
from roadmap.serve.leash import leashed
from roadmap.serve.parts import Part
from roadmap.serve.watch import Watch

PATIENCE_SECONDS = 20


def shell(script: str, grace_seconds: float = 5) -> Part:
    return Part("worker", ["sh", "-c", script], dict(os.environ), stage=1, grace_seconds=grace_seconds)


async def eventually(condition):
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():
            await asyncio.sleep(0.01)


@pytest.mark.asyncio
async def test_a_part_that_dies_is_started_again_and_the_line_says_so(tmp_path, capsys):
    watch = Watch(shell(f"echo $$ >> {tmp_path}/pids; exec sleep 600"), tmp_path)
    keeping = asyncio.create_task(watch.keep())
    pids = tmp_path / "pids"
    await eventually(lambda: pids.exists() and pids.read_text())
    os.kill(int(pids.read_text()), signal.SIGKILL)
    await eventually(lambda: len(pids.read_text().split()) == 2)
    keeping.cancel()
    await watch.stop()
    assert "worker was ended by SIGKILL; starting it again." in capsys.readouterr().out
    assert not any(psutil.pid_exists(int(pid)) for pid in pids.read_text().split())


@pytest.mark.asyncio
async def test_a_part_that_keeps_dying_ends_it_all_with_its_last_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(watch_module, "FIRST_PAUSE_SECONDS", 0.001)
    with pytest.raises(StartError) as given_up:
        await Watch(shell("echo no camera found; exit 3"), tmp_path).keep()
    assert str(given_up.value).startswith("worker ended with status 3, again and again.")
    assert str(given_up.value).endswith("no camera found")


@pytest.mark.asyncio
async def test_a_part_that_will_not_stop_is_ended_with_all_it_started(tmp_path):
    script = f"trap '' TERM; sleep 600 & echo $! > {tmp_path}/child; while :; do wait; done"
    watch = Watch(shell(script, grace_seconds=0.2), tmp_path)
    keeping = asyncio.create_task(watch.keep())
    child = tmp_path / "child"
    await eventually(lambda: child.exists() and child.read_text())
    keeping.cancel()
    await watch.stop()
    await eventually(lambda: not is_alive(int(child.read_text())))


@pytest.mark.asyncio
async def test_a_log_that_grew_large_is_put_aside_at_the_next_start(tmp_path, monkeypatch):
    monkeypatch.setattr(watch_module, "LARGEST_LOG_BYTES", 10)
    (tmp_path / "worker.log").write_text("from the last start\n")
    watch = Watch(shell("echo new; exec sleep 600"), tmp_path)
    keeping = asyncio.create_task(watch.keep())
    await eventually(lambda: watch.log.exists() and watch.log.read_text() == "new\n")
    keeping.cancel()
    await watch.stop()
    assert (tmp_path / "worker.log.1").read_text() == "from the last start\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends a child with its parent")
def test_a_leashed_command_dies_with_a_parent_that_is_killed(tmp_path):
    parent = (
        "import subprocess, time\n"
        "from roadmap.serve.leash import leashed\n"
        "child = subprocess.Popen(leashed(['sleep', '600']))\n"
        "print(child.pid, flush=True)\n"
        "child.wait()\n"
    )
    with subprocess.Popen(
        leashed([sys.executable, "-c", parent_path(parent)]), stdout=subprocess.PIPE, text=True
    ) as it:
        child = int(it.stdout.readline())
        it.kill()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_alive(child)


def parent_path(code: str) -> str:
    return f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r})\n{code}"


def is_alive(pid: int) -> bool:
    """A zombie whose new parent has not looked yet is dead all the same."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
