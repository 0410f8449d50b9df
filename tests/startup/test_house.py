"""Real starts: every process that `make run` starts, and what becomes of them."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator

import psutil
import pytest
import redis

from roadmap.serve import house
from roadmap.serve.address import redis_socket
from roadmap.serve.errors import StartError
from roadmap.serve.plan import Plan
from tests.stack import ROOT, Stack, free_port, running


@pytest.fixture
def stack(tmp_path) -> Iterator[Stack]:
    with running(Stack(tmp_path / "data")) as stack:
        yield stack


def status(stack: Stack) -> str:
    try:
        return stack.ask("/healthz")[1]["status"]
    except urllib.error.URLError:
        return "silent"


def child_named(stack: Stack, word: str) -> psutil.Process:
    children = psutil.Process(stack.process.pid).children()
    return next(child for child in children if word in child.cmdline())


def test_when_it_says_ready_every_part_answers(live_stack):
    code, health = live_stack.ask("/healthz")
    assert (code, health["status"]) == (200, "ok")
    assert health["parts"]["database"]["state"] == health["parts"]["redis"]["state"] == "ok"
    assert [runner["queues"] for runner in health["parts"]["runners"]] == [["cpu"]]
    assert live_stack.said[-1] == f"Ready: {live_stack.url}\n"


def test_the_owner_is_signed_in_on_loopback(live_stack):
    with urllib.request.urlopen(live_stack.url + "/account/") as page:
        assert "Signed in as <strong>owner</strong>" in page.read().decode()


def test_a_second_start_on_the_same_data_hears_of_the_first(live_stack):
    second = Stack(live_stack.data_dir)
    with pytest.raises(AssertionError, match=f"Gradus already runs on .*: {live_stack.url}"):
        second.start()
    assert status(live_stack) == "ok"


def test_sigterm_stops_everything_and_leaves_no_process(orphans, stack):
    assert len(psutil.Process(stack.process.pid).children()) == 5
    assert stack.stop(signal.SIGTERM) == 0
    assert stack.said[-2:] == ["Stopping.\n", "Stopped.\n"]
    assert orphans() == []


def test_ctrl_c_while_it_starts_leaves_no_process(orphans, tmp_path):
    stack = Stack(tmp_path / "data")
    stack.launch()
    stack.eventually(lambda: any(line.startswith("Starting") for line in stack.said))
    assert stack.stop(signal.SIGINT) == 0
    assert not stack.is_ready
    assert orphans() == []


def test_even_a_kill_leaves_no_process_and_the_next_start_works(orphans, stack):
    stack.process.kill()
    stack.process.wait()
    stack.eventually(lambda: orphans() == [], 30)
    with running(Stack(stack.data_dir)) as again:
        runners = again.ask("/healthz")[1]["parts"]["runners"]
        assert len(runners) == 1  # the dead one's heartbeat is not taken for this one's


def test_each_part_that_is_killed_comes_back(stack):
    for word in ("uvicorn", "roadmap.celery", "runner.tasks", "beat"):
        victim = child_named(stack, word)
        victim.kill()
        stack.eventually(lambda word=word, pid=victim.pid: child_named_or_none(stack, word) not in (None, pid))
        stack.eventually(lambda: status(stack) == "ok")
    assert sum("was ended by SIGKILL; starting it again." in line for line in stack.said) == 4


def child_named_or_none(stack: Stack, word: str) -> int | None:
    try:
        return child_named(stack, word).pid
    except (StopIteration, psutil.NoSuchProcess):
        return None


def test_what_was_queued_outlives_a_killed_redis(stack):
    url = f"unix://{stack.data_dir}/redis.sock"
    with redis.Redis.from_url(url) as client:
        client.rpush("kept", "a job")
        victim = next(child for child in psutil.Process(stack.process.pid).children() if "redis" in child.name())
        victim.kill()
        stack.eventually(lambda: status(stack) == "ok" and not victim.is_running())
        assert client.lrange("kept", 0, -1) == [b"a job"]


def test_a_taken_port_is_one_sentence_and_no_data_is_touched(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        stack = Stack(tmp_path / "data", port=other.getsockname()[1])
        ended = serve(stack)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"Port {stack.port} is taken") and ended.stderr.count("\n") == 1
    assert not (tmp_path / "data" / "gradus.sqlite3").exists()


def serve(stack: Stack) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "roadmap.serve"]
    return subprocess.run(command, cwd=ROOT, env=stack.environment, capture_output=True, text=True, timeout=60)


def test_a_redis_that_does_not_answer_is_named_without_its_password(tmp_path, monkeypatch):
    monkeypatch.setattr(house, "REDIS_SECONDS", 0.1)
    nowhere = f"redis://user:secret@127.0.0.1:{free_port()}/0"
    environment = {"GRADUS_DATA": str(tmp_path), "REDIS_URL": nowhere}
    (tmp_path / "log").mkdir()
    with pytest.raises(StartError) as refused:
        asyncio.run(house.House(Plan.from_environment(environment), environment).live())
    assert str(refused.value) == f"No Redis answers at {nowhere.replace('user:secret@', '')} (REDIS_URL)."


def test_a_database_from_elsewhere_that_cannot_be_opened_stops_the_start(tmp_path):
    stack = Stack(tmp_path / "data")
    stack.data_dir.mkdir()
    (stack.data_dir / "gradus.sqlite3").write_text("not a database " * 100)
    ended = serve(stack)
    assert ended.returncode == 1
    assert ended.stderr == "The database could not be made ready:\nThe database says: file is not a database\n"


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make a disk that is small enough to fill")
def test_a_disk_that_is_full_is_one_sentence(tmp_path):
    stack = Stack(tmp_path / "small disk")
    stack.data_dir.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", stack.data_dir], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        ended = serve(stack)
    finally:
        subprocess.run(["umount", stack.data_dir], check=True)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("The disk is full") and ended.stderr.count("\n") == 1


def test_a_data_folder_may_have_any_name(tmp_path):
    with running(Stack(tmp_path / ("odd #1 100% a?b=c&d " + "long" * 20))) as stack:
        assert status(stack) == "ok"
        assert (stack.data_dir / "gradus.sqlite3").exists()
        assert [path.name for path in tmp_path.iterdir()] == [stack.data_dir.name]
        socket_folder = redis_socket(stack.data_dir).parent
        assert socket_folder.exists() and socket_folder != stack.data_dir  # the path is too long for a socket's name
        stack.stop()
    assert not socket_folder.exists()
