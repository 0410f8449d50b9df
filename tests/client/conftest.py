"""A learner of the live stack, a terminal that is signed in as them, and files whose verdict is known."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.client.proxy import Proxy, relaying
from tests.client.terminal import Terminal
from tests.stack import ROOT, Stack

LAB = "activation-zoo"
FOLDER = ROOT / "labs" / "catalog" / "foundations" / LAB
CHECKS = 14


@pytest.fixture(scope="session")
def token(live_stack: Stack) -> str:
    """Of a learner who has nothing to do with other tests of the stack."""
    made = live_stack.manage("add_learner", "of-the-client", text="quercus robur 1753\n")
    assert made.returncode == 0, made.stderr
    return live_stack.token("of-the-client")


@pytest.fixture
def visitor(tmp_path: Path) -> Terminal:
    """Somebody who has not signed in."""
    (tmp_path / "home").mkdir()
    return Terminal(tmp_path / "home")


@pytest.fixture
def terminal(visitor: Terminal, live_stack: Stack, token: str) -> Terminal:
    visitor.more = {"GRADUS_URL": live_stack.url, "GRADUS_TOKEN": token}
    return visitor


@pytest.fixture
def ask(live_stack: Stack, token: str) -> Callable[..., Any]:
    """The API's answer, without the client: `ask("labs/")`."""
    return lambda path, data=None, method=None: live_stack.ask(f"/api/{path}", token, data, method)[1]


@pytest.fixture
def proxy(live_stack: Stack) -> Iterator[Proxy]:
    with relaying(Proxy(live_stack.port)) as proxy:
        yield proxy


@pytest.fixture
def through(terminal: Terminal, proxy: Proxy) -> Terminal:
    """The terminal, its connection going through the proxy."""
    terminal.more["GRADUS_URL"] = proxy.url
    return terminal


@pytest.fixture
def right(visitor: Terminal) -> Path:
    """A file that passes."""
    return written(visitor, (FOLDER / "reference.py").read_text(encoding="utf-8"))


@pytest.fixture
def wrong(visitor: Terminal) -> Path:
    """A file that makes a known mistake."""
    return written(visitor, (FOLDER / "misconceptions" / "gelu-by-sigmoid.py").read_text(encoding="utf-8"))


def written(terminal: Terminal, source: str) -> Path:
    path = terminal.home / "activation_zoo.py"
    path.write_text(source, encoding="utf-8")
    return path


@pytest.fixture
def endless(visitor: Terminal, ask: Callable[..., Any]) -> Iterator[Path]:
    """A file that is judged for as long as its lab allows; what is left of it is cancelled afterwards."""
    yield written(visitor, "while True:\n    pass\n")
    for state in ("queued", "running"):
        for one in ask(f"submissions/?state={state}")["results"]:
            ask(f"submissions/{one['id']}/cancel/", {}, "POST")
