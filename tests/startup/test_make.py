"""`make run` itself, where the tests run in the environment that it made."""

import os
import signal
import sys
from collections.abc import Callable

import pytest

from tests.stack import ROOT, Stack, running

pytestmark = pytest.mark.skipif(
    sys.prefix != str(ROOT / ".venv"), reason="these tests run in another environment than the one make run made"
)

OWN_GROUP = "import os; os.setpgrp(); os.execvp('make', ['make', 'run'])"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_make_run_is_ready_in_seconds_and_goes_without_a_trace(how, orphans: Callable[[], list[str]], tmp_path):
    with running(Stack(tmp_path / "data", command=("make", "run"))) as stack:
        assert stack.ask("/healthz")[1]["status"] == "ok"
        stack.stop(how)
        stack.eventually(lambda: orphans() == [], 60)


def test_ctrl_c_in_a_terminal_reaches_make_and_everything_under_it(orphans: Callable[[], list[str]], tmp_path):
    stack = Stack(tmp_path / "data", command=(sys.executable, "-c", OWN_GROUP))
    with running(stack):
        os.killpg(stack.process.pid, signal.SIGINT)
        stack.process.wait(60)
        assert "Stopped.\n" in stack.said
        stack.eventually(lambda: orphans() == [], 60)


def test_a_taken_port_is_told_by_make_run(live_stack, tmp_path):
    stack = Stack(tmp_path / "data", port=live_stack.port, command=("make", "run"))
    with pytest.raises(AssertionError, match=f"Port {stack.port} is taken by another program"):
        stack.start()
