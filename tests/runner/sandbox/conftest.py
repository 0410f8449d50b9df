"""Each kind of host, entered once in a process of its own; the tests read how the attempts there ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]
AS_NOBODY = [sys.executable, str(HERE / "as_nobody.py")]
# The test process may be an ordinary user itself: then only those hosts can be had.
HOSTS = {
    "root": ([], [], True),
    "root without namespaces": ([], ["--no-namespaces"], True),
    "user": (AS_NOBODY, [], False),
    "user without namespaces": (AS_NOBODY, ["--no-namespaces"], False),
}


class Host:
    """What was granted on one kind of host, and how each attempt in a cell there ended."""

    def __init__(self, kind: str, told: dict) -> None:
        self.kind = kind
        self.strict = told["level"] == "strict"
        self.told = told

    def ended(self, attempt: str) -> tuple[str, object]:
        outcome = self.told["outcomes"][attempt]
        return outcome["came"], outcome["detail"]

    def value(self, attempt: str):
        came, detail = self.ended(attempt)
        assert came == "returned", f"{attempt}: {came}, {detail}"
        return detail


def command(kind: str, script: str, *arguments: str) -> list[str]:
    prefix, options, _ = HOSTS[kind]
    runs = prefix if prefix and os.geteuid() == 0 else [sys.executable]
    return [*runs, str(HERE / script), *arguments, *options]


def launch(kind: str, script: str, *arguments: str, **options) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "GRADUS_TEST_SECRET": "hush", "MALLOC_ARENA_MAX": "2"}
    whole = command(kind, script, *arguments)
    return subprocess.Popen(
        whole, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


def enter(kind: str, flavour: str, *options: str) -> Host:
    process = launch(kind, "inside.py", flavour, *options)
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return Host(kind, json.loads(output))


@pytest.fixture(scope="session")
def hosts():
    """Every host that this test process can have, entered two at a time."""
    kinds = [kind for kind, (_, _, wants_root) in HOSTS.items() if os.geteuid() == 0 or not wants_root]
    with ThreadPoolExecutor(2) as workers:
        return dict(zip(kinds, workers.map(lambda kind: enter(kind, "numpy"), kinds), strict=True))


def granted(hosts: dict[str, Host], kind: str) -> Host:
    if kind not in hosts:
        pytest.skip("only root can try what root's host does")
    return hosts[kind]


@pytest.fixture(params=HOSTS)
def host(request, hosts) -> Host:
    return granted(hosts, request.param)


@pytest.fixture(params=["root", "user"])
def strict_host(request, hosts) -> Host:
    found = granted(hosts, request.param)
    if not found.strict:
        pytest.skip("this machine grants ordinary users no namespaces")
    return found


@pytest.fixture(params=["root without namespaces", "user without namespaces"])
def bare_host(request, hosts) -> Host:
    return granted(hosts, request.param)


@pytest.fixture(scope="session")
def torch_hosts():
    """torch imported before locking down under namespaces, and after it without them."""
    with ThreadPoolExecutor(2) as workers:
        late = workers.submit(enter, "user", "torch", "--late")
        early = workers.submit(enter, "user without namespaces", "torch")
        return {"late, with namespaces": late.result(), "early, without": early.result()}


@pytest.fixture(params=["late, with namespaces", "early, without"])
def torch_host(request, torch_hosts) -> Host:
    return torch_hosts[request.param]
