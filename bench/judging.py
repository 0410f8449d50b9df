"""One submission, judged in five ways: the floor, our judge, and what others do: a cold process, and pytest."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.floor import floor
from bench.numbers import summary
from runner.ahead import Ahead
from runner.audit import seed_number
from runner.config import SWITCH_SECONDS
from runner.contract import Ending, Job
from runner.grade import grade
from runner.lab import Lab, load_catalog, load_lab
from runner.sandbox.pool import Pool, flavour_of

ROOT = Path(__file__).resolve().parent.parent
FLOOR, JUDGE, AGAIN = "floor", "judge", "judge, next one"
WARM_ROUNDS = 40
COLD_ROUNDS = 3
COLD = "import sys; sys.path.insert(0, {root!r}); from bench.judging import cold; cold({lab!r})"


def bench_lab(name: str) -> Lab:
    """A lab of the benchmark, or one of the catalogue by its slug."""
    own = ROOT / "bench" / "labs" / name
    if own.exists():
        lab = load_lab(own)
        if not (own / "reference.py").exists():  # the medium lab asks the catalogue's solution on larger cases
            lab.__dict__["reference"] = load_catalog(ROOT / "labs" / "catalog")["multi-head-attention"].reference
        return lab
    return load_catalog(ROOT / "labs" / "catalog")[name]


def one_thread(lab: Lab) -> None:
    if lab.framework == "torch":
        import torch

        torch.set_num_threads(1)


def cold(name: str) -> None:
    """The whole judgement of one submission in a process that has just begun."""
    lab = bench_lab(name)
    one_thread(lab)
    assert floor(lab, lab.reference, seed_number(0))


def compare(name: str, tell: Callable[[str], None]) -> dict[str, Any]:
    """Seconds of each way on one lab, floor and judge taken in turns so that both meet the same machine."""
    lab = bench_lab(name)
    one_thread(lab)
    sys.setswitchinterval(SWITCH_SECONDS)  # as a runner does
    ways: dict[str, list[float]] = {FLOOR: [], JUDGE: [], AGAIN: []}
    with closing(Pool(spares=4)) as pool, closing(Ahead(pool, "cpu")) as ahead:
        flavour = flavour_of(lab.framework)
        pool.warm(flavour)
        for n in range(WARM_ROUNDS + 3):
            seed = seed_number(n)
            taken = {FLOOR: timed(floor, lab, lab.reference, seed)}
            pool.zygote(flavour).wait_full()
            taken[JUDGE] = timed(judged, lab, pool, seed)
            ahead.prepare(lab)
            ahead.wait()
            pool.zygote(flavour).wait_full()
            taken[AGAIN] = timed(judged, lab, pool, "", ahead)
            if n >= 3:  # the first rounds warm all of them
                for way, seconds in taken.items():
                    ways[way].append(seconds)
    tell(f"{name}: floor and judge measured")
    code = COLD.format(root=str(ROOT), lab=name)
    ways["cold process"] = [timed(run, [sys.executable, "-c", code]) for _ in range(COLD_ROUNDS)]
    ways["pytest"] = [timed(under_pytest, name) for _ in range(COLD_ROUNDS)]
    tell(f"{name}: cold process and pytest measured")
    return {way: summary(seconds, ways[FLOOR]) for way, seconds in ways.items()}


def judged(lab: Lab, pool: Pool, seed: str, ahead: Ahead | None = None) -> None:
    verdict = grade(Job(0, "bench", lab.slug, lab.reference), lab, pool, seed=seed, ahead=ahead)
    assert verdict.ending is Ending.PASSED, verdict.message


PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-p", "no:cacheprovider"]
TEST_FILE = """
import sys

sys.path.insert(0, {root!r})
from bench.judging import cold


def test_lab():
    cold({lab!r})
"""


def under_pytest(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "test_lab.py").write_text(TEST_FILE.format(root=str(ROOT), lab=name))
        run([*PYTEST, "--rootdir", folder, folder])


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=tempfile.gettempdir())


def timed(action: Callable[..., Any], *arguments: Any) -> float:
    start = time.perf_counter()
    action(*arguments)
    return time.perf_counter() - start
