"""A zygote's end takes its cells along and is told to whoever started it."""

from __future__ import annotations

import os
import select
import signal
from pathlib import Path

import pytest

from .conftest import HOSTS, launch

PATIENCE_SECONDS = 30


@pytest.fixture(params=["root", "user", "user without namespaces"])
def zygote(request):
    """Start one that ends in a given way; gives its process and a descriptor that ends when nobody holds its cell."""
    if HOSTS[request.param][2] and os.geteuid() != 0:
        pytest.skip("only root can try what root's host does")
    started = []

    def start(way: str):
        watch, held = os.pipe()
        process = launch(request.param, "ending.py", way, str(held), pass_fds=[held])
        os.close(held)
        started.append((process, watch))
        assert process.stdout.readline() == "ready\n", process.stderr.read()
        return process, watch

    yield start
    for process, watch in started:
        process.kill()
        process.communicate()
        os.close(watch)


def ended(watch: int) -> bool:
    readable, _, _ = select.select([watch], [], [], PATIENCE_SECONDS)
    return bool(readable) and os.read(watch, 1) == b""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_zygote_that_is_killed_leaves_no_cell(zygote, number):
    process, watch = zygote("stay")
    process.send_signal(number)
    assert ended(watch)
    assert process.wait(PATIENCE_SECONDS) == -number


def test_a_zygote_that_exits_leaves_no_cell_and_its_status_is_passed_on(zygote):
    process, watch = zygote("leave")
    assert process.wait(PATIENCE_SECONDS) == 7
    assert ended(watch)


def test_a_zygote_that_ends_badly_is_seen_to(zygote):
    process, watch = zygote("crash")
    assert process.wait(PATIENCE_SECONDS) in (-signal.SIGABRT, 8)
    assert ended(watch)


def test_nothing_is_left_mounted(zygote):
    before = Path("/proc/self/mountinfo").read_text()
    process, watch = zygote("leave")
    process.wait(PATIENCE_SECONDS)
    assert ended(watch)
    assert Path("/proc/self/mountinfo").read_text() == before
