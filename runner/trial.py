"""What one submission is asked: cases drawn from the secret seed, and how a cell is asked them."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Iterator

import numpy as np

from runner.checks import Check
from runner.judge import Call
from runner.lab import Lab
from runner.sandbox import wire
from runner.sandbox.pool import Cell, Pool, Reply, flavour_of

CPU_SECONDS_SLACK = 5


class Asked:
    """A call together with its inputs in a shared buffer and the reference's answer, once it is there."""

    def __init__(self, check: Check, call: Call) -> None:
        self.check = check
        self.call = call
        self.buffer = wire.frame_buffer(call.case.inputs)
        self.answered = threading.Event()


class Trial:
    """Everything one submission is asked, drawn from one seed. Close it: it holds shared buffers."""

    def __init__(self, lab: Lab, seed: str) -> None:
        self.lab = lab
        self.seed = seed
        self.asked: list[list[Asked]] = []
        for index, check in enumerate(lab.checks):
            rng = np.random.default_rng([int(seed, 16), index])
            cases = list(check.cases(rng))
            calls = [Call(c) for c in cases]
            if check.pure and cases:
                calls.append(Call(cases[int(rng.integers(len(cases)))], repeats=True))
            self.asked.append([Asked(check, call) for call in calls])

    def __enter__(self) -> Trial:
        return self

    def __exit__(self, *_: object) -> None:
        for asked in self.all():
            os.close(asked.buffer)

    def all(self) -> Iterator[Asked]:
        for group in self.asked:
            yield from group


def open_cell(lab: Lab, pool: Pool) -> Cell:
    cell = pool.take(flavour_of(lab.framework))
    cell.output_cap = lab.limits.output_kb * 1024
    return cell


def load(cell: Cell, lab: Lab, source: str, device: str, deadline: float) -> Reply:
    """Load a file into a cell with all that the lab allows and forbids."""
    return cell.load(
        {
            "source": source,
            "probes": lab.probes,
            "framework": lab.framework,
            "device": device,
            "defines": list(lab.defines),
            "forbidden": list(lab.forbidden),
            "forbidden_aten": list(lab.forbidden_aten),
            "memory_bytes": lab.limits.memory_mb * 2**20,
            "cpu_seconds": int(lab.limits.seconds * 2) + CPU_SECONDS_SLACK,
            "seed": secrets.randbits(62),
        },
        deadline,
    )


def ask(cell: Cell, asked: Asked, deadline: float, *, precise: bool = False) -> Reply:
    """Put one question to a cell."""
    own = next(c for c in type(asked.check).__mro__ if "probe" in vars(c))
    if asked.check.seconds is not None:
        deadline = min(deadline, time.monotonic() + asked.check.seconds)
    reports = (
        "report"
        in own.probe.__code__.co_varnames[: own.probe.__code__.co_argcount + own.probe.__code__.co_kwonlyargcount]
    )
    nonce = secrets.token_hex(8)
    return cell.call(f"probe_{own.__name__}", asked.buffer, nonce, deadline, precise=precise, reports=reports)
