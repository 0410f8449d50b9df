"""What one submission is asked: cases drawn from the secret seed, and how a cell is asked them."""

from __future__ import annotations

import inspect
import os
import secrets
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future

import numpy as np

from runner.checks import Check
from runner.judge import Call
from runner.lab import Lab
from runner.sandbox import wire
from runner.sandbox.calls import Cell, Reply
from runner.sandbox.pool import Pool, flavour_of

CPU_SECONDS_SLACK = 5


class Question:
    """Calls of one check that are put to a cell together, their inputs in a shared buffer."""

    def __init__(self, check: Check, calls: list[Call]) -> None:
        self.check = check
        self.calls = calls
        self.buffer = wire.frame_buffer([c.case.inputs for c in calls])
        self.answered = threading.Event()  # the reference's answers are there


class Trial:
    """Everything one submission is asked, drawn from one seed. Close it: it holds buffers.

    The cases of later checks are drawn in a thread of their own, while cells already work on the earlier ones.
    """

    def __init__(self, lab: Lab, seed: str) -> None:
        self.lab = lab
        self.seed = seed
        self._drawn: list[Future[list[Question]]] = [Future() for _ in lab.checks]
        self._closing = False
        self._drawer = threading.Thread(target=self._draw, name="drawer", daemon=True)
        self._drawer.start()

    def __enter__(self) -> Trial:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        self._drawer.join()
        for drawn in self._drawn:
            if drawn.done() and not drawn.exception():
                for question in drawn.result():
                    os.close(question.buffer)

    @property
    def checks(self) -> Iterator[tuple[Check, list[Question]]]:
        """Each check with its questions, as soon as they are drawn; raises what the lab's own `cases` raised."""
        for check, drawn in zip(self.lab.checks, self._drawn, strict=True):
            yield check, drawn.result()

    def all(self) -> Iterator[Question]:
        for _, group in self.checks:
            yield from group

    def _draw(self) -> None:
        for index, (check, drawn) in enumerate(zip(self.lab.checks, self._drawn, strict=True)):
            if self._closing:
                return
            try:
                drawn.set_result(questions(check, self.seed, index))
            except Exception as error:
                drawn.set_exception(error)


def questions(check: Check, seed: str, index: int) -> list[Question]:
    """Draw a check's cases; a pure one is asked one of them again at the end, without saying so."""
    rng = np.random.default_rng([int(seed, 16), index])
    cases = list(check.cases(rng))
    calls = [Call(c) for c in cases]
    if check.pure and cases:
        calls.append(Call(cases[int(rng.integers(len(cases)))], repeats=True))
    groups = [[c] for c in calls] if check.separately else [calls] if calls else []
    return [Question(check, group) for group in groups]


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


def ask(cell: Cell, question: Question, deadline: float, *, precise: bool = False) -> list[Reply]:
    """Put one question to a cell: a reply for each call, or one that says how the cell ended."""
    check = question.check
    if check.seconds is not None:
        deadline = min(deadline, time.monotonic() + check.seconds)
    owner = next(c for c in type(check).__mro__ if "probe" in vars(c))
    reports = "report" in inspect.signature(vars(owner)["probe"]).parameters
    nonce = secrets.token_hex(16)
    nonces = [f"{nonce}-{n}" for n in range(len(question.calls) * (2 if precise else 1))]
    return cell.call(f"probe_{owner.__name__}", question.buffer, nonces, deadline, precise=precise, reports=reports)
