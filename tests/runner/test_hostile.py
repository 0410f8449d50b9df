"""Every attack of tests/hostile, on the real runner: it ends as it says, never as a pass, and leaves nothing behind.

After each the next honest submission passes. The whole suite runs on the wall as this machine grants it; the attacks
that meet the kernel run again without namespaces, and, where root runs the tests, as an ordinary user on both.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from runner.contract import Ending, Event, Job, Verdict
from runner.grade import grade
from runner.sandbox.pool import Pool
from tests.runner import leftovers
from tests.runner.submissions import TESTS, Submission, lab_named, read_all, read_submission

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the wall is Linux's")

HERE = Path(__file__).resolve()
AS_NOBODY = HERE.parent / "sandbox" / "as_nobody.py"
MEETS_THE_KERNEL = {"processes", "memory", "disk", "sockets", "outside", "kernel", "signals", "crashes"}
MEETS_THE_HOST = {"processes", "disk", "outside", "signals"}  # where it matters who the cell's user is
LABS = ("scale-and-shift", "tiny-linear", "counter")
LARGEST_ANSWER = TESTS / "hostile" / "wire" / "fills_its_buffer_while_it_keeps_a_map.py"
VERDICT_BYTES = 1_000_000
GROWN_MEGABYTES = 40
CREW = 8  # threads that wait for work: those of two judgements
SECRET = "-".join(("must", "not", "be", "seen"))
NESTED = "AS_NOBODY"  # no name of ours: those are cleared before tests begin
ATTACKS = read_all("hostile")
AT_THE_KERNEL = [a for a in ATTACKS if a.kind in MEETS_THE_KERNEL and not a.needs_the_clock]


@dataclass
class Grounds:
    """A warm pool that attacks are run on, and how this process and the host were before."""

    pool: Pool
    others: set[int] = field(default_factory=lambda: leftovers.descendants(os.getpid()))
    segments: set[str] = field(default_factory=leftovers.system_v)
    rested: int = field(default_factory=leftovers.crew_at_rest)  # threads of the crew that other tests have left

    def warm(self) -> None:
        """Do everything once, the largest answer included, before the judge is measured."""
        self.pool.warm("numpy", "torch")
        if self.pool.level() == "none":
            pytest.skip("this machine has neither Landlock nor seccomp")
        self.run(read_submission(LARGEST_ANSWER))
        self.honest_passes(*LABS)
        self.judge = leftovers.judge_beside(self.pool)

    def run(self, attack: Submission) -> tuple[Verdict, list[Event]]:
        told: list[Event] = []
        return grade(attack.job(), attack.lab, self.pool, emit=told.append), told

    def honest_passes(self, *slugs: str) -> None:
        for slug in slugs:
            lab = lab_named(slug)
            verdict = grade(Job(2, "next", slug, lab.reference), lab, self.pool)
            assert verdict.ending is Ending.PASSED, verdict.message

    def nothing_is_left(self) -> None:
        extra = "\n".join(leftovers.extra_processes(self.pool, self.others))
        assert not extra, extra
        assert leftovers.strange_files() == []
        assert leftovers.strange_keys() == []
        assert leftovers.system_v() - self.segments == set()

    def nobody_listens(self) -> None:
        assert leftovers.strange_sockets(self.pool) == []


def is_tellable(verdict: Verdict, told: list[Event]) -> None:
    """All of it can be sent and stored, is bounded, and moves no terminal."""
    for data in [verdict.to_json(), *(event.to_json() for event in told)]:
        assert len(json.dumps(data)) < VERDICT_BYTES
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
        assert all(c in "\n\t" or c.isprintable() for text in texts(data) for c in text)


def texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from texts(value)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "attack" in metafunc.fixturenames:
        attacks = metafunc.cls.attacks
        metafunc.parametrize("attack", attacks, ids=[attack.name for attack in attacks])


@pytest.fixture(scope="class")
def grounds(request: pytest.FixtureRequest) -> Iterator[Grounds]:
    os.environ["GRADUS_TEST_SECRET"] = SECRET
    leftovers.adopt_orphans(True)
    with closing(Pool(spares=2, namespaces=request.cls.namespaces)) as pool:
        made = Grounds(pool)
        made.warm()
        yield made
    leftovers.adopt_orphans(False)
    del os.environ["GRADUS_TEST_SECRET"]


class OnAWall:
    """What must hold on every kind of host."""

    namespaces: bool
    attacks: list[Submission]

    def test_an_attack_ends_as_it_says_and_leaves_nothing(self, grounds, attack):
        if attack.said.get("machine", platform.machine()) != platform.machine():
            pytest.skip(f"only on {attack.said['machine']}")
        verdict, told = grounds.run(attack)
        assert verdict.ending in attack.verdicts, verdict.message
        is_tellable(verdict, told)
        grounds.honest_passes(attack.said["lab"])
        grounds.nothing_is_left()
        if attack.kind == "sockets":  # 50 ms, and without a process that is left none is held
            grounds.nobody_listens()

    def test_nobody_listens_after_all_of_it(self, grounds):
        grounds.nobody_listens()

    def test_the_judge_has_not_grown(self, grounds):
        grounds.honest_passes(*LABS)
        now = leftovers.judge_settled(grounds.pool, grounds.judge)
        assert now.megabytes - grounds.judge.megabytes < GROWN_MEGABYTES
        assert now.descriptors <= grounds.judge.descriptors
        assert now.threads <= grounds.judge.threads
        assert leftovers.crew_at_rest() <= max(CREW, grounds.rested)


class TestAsGranted(OnAWall):
    """The wall with all that this machine grants."""

    namespaces = True
    attacks = [a for a in AT_THE_KERNEL if a.kind in MEETS_THE_HOST] if NESTED in os.environ else ATTACKS


class TestWithoutNamespaces(OnAWall):
    """Landlock, seccomp and limits alone, as on a host that refuses namespaces."""

    namespaces = False
    attacks = AT_THE_KERNEL


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become an ordinary user")
def test_the_wall_holds_for_an_ordinary_user():
    command = [sys.executable, str(AS_NOBODY), "-m", "pytest", str(HERE), "-q", "-p", "no:cacheprovider"]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GRADUS_", "DJANGO_", "REDIS_"))}
    environment = {**kept, NESTED: "1", "PYTHONPATH": str(TESTS.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(command, env=environment, cwd=TESTS.parent, capture_output=True, text=True, timeout=600)
    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr[-2000:]


def test_every_attack_says_what_it_tries_and_how_it_ends():
    endings = {str(ending) for ending in Ending} - {"passed", "cancelled", "ours", "reported"}
    for attack in ATTACKS:
        assert attack.text.startswith('"""'), attack.path
        assert attack.verdicts <= endings, attack.path
        assert set(attack.said) <= {"lab", "verdict", "seconds", "memory_mb", "machine", "source"}, attack.path
    assert len(ATTACKS) >= 110


def test_no_two_attacks_are_the_same():
    bodies = [attack.text.split("\n", 1)[1] for attack in ATTACKS]
    assert len(set(bodies)) == len(bodies)
