"""What one submission is asked: cases drawn from the secret seed, and how a cell is asked them."""

from __future__ import annotations

import inspect
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import lru_cache
from typing import Any

import numpy as np

from runner.checks import Check, Kind, Layout
from runner.judge import Call
from runner.lab import Lab
from runner.sandbox import wire
from runner.sandbox.calls import Cell, Reply, Unread
from runner.sandbox.pool import Pool, flavour_of
from runner.sandbox.talk import Bell, Talk, Wait, finish

CPU_SECONDS_SLACK = 5
OWN_CPU_SECONDS = 3600  # of a cell that answers for many submissions


class Question:
    """Calls of one check that are put to a cell together, their inputs in a shared buffer."""

    def __init__(self, check: Check, calls: list[Call]) -> None:
        self.check = check
        self.calls = calls
        self.buffer = wire.frame_buffer([c.case.inputs for c in calls])
        self.single_precision = any(single_precision(c.case.inputs) for c in calls)
        self.replied: Future[list[Reply]] = Future()  # what the submission answered
        self.plain: Future[list[Reply]] = Future()  # what the reference answers, and what it answers in float64
        self.precise: Future[list[Reply]] = Future()
        self.reference_curve: list[dict[str, float]] = []  # what the reference reported while it answered

    @property
    def is_measured(self) -> bool:
        """Whether its time is what is asked for: then nothing else is done meanwhile."""
        return self.check.kind is Kind.COST or self.check.separately


def single_precision(value: Any) -> bool:
    """Whether there is an array among these inputs that a wider one could stand for."""
    if isinstance(value, Layout):
        value = value.array
    if isinstance(value, dict):
        return any(map(single_precision, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(single_precision, value))
    return isinstance(value, np.ndarray) and value.dtype in (np.float32, np.float16)


class Trial:
    """Everything one submission is asked, drawn from one seed. Close it: it holds buffers.

    Whoever needs a check's questions first draws them; in a talk they can be waited for instead. `bells` are rung when
    a check was drawn and when a question was answered.
    """

    def __init__(self, lab: Lab, seed: str) -> None:
        self.lab = lab
        self.seed = seed
        self.bells: list[Bell] = []
        self._drawn: list[Future[list[Question]]] = [Future() for _ in lab.checks]
        self._measuring = threading.Lock()
        self._drawing = threading.Lock()
        self._closed = False

    def __enter__(self) -> Trial:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with self._drawing:  # whoever draws just now is waited for, and nobody begins any more
            self._closed = True
        for question in self.drawn():
            os.close(question.buffer)

    def drawn(self) -> Iterator[Question]:
        """The questions that are there by now."""
        for drawn in self._drawn:
            if drawn.done() and not drawn.exception():
                yield from drawn.result()

    @property
    def checks(self) -> Iterator[tuple[Check, list[Question]]]:
        """Each check with its questions; raises what the lab's own `cases` raised."""
        for index, check in enumerate(self.lab.checks):
            yield check, self.group(index)

    def all(self) -> Iterator[Question]:
        """Every question in order."""
        for _, group in self.checks:
            yield from group

    def group(self, index: int) -> list[Question]:
        """The questions of a check; raises what its `cases` raised."""
        self.draw(index)
        return self._drawn[index].result()

    def is_drawn(self, index: int) -> bool:
        return self._drawn[index].done()

    def when_drawn(self, index: int) -> Talk[list[Question]]:
        """As `group`, as a talk: another one or another thread draws it."""
        while not self.is_drawn(index):
            yield Wait()
        return self._drawn[index].result()

    def draw(self, index: int) -> None:
        """Draw the cases of a check, unless that was done; what is raised is kept for whoever asks for them."""
        if self.is_drawn(index):
            return
        drawn = self._drawn[index]
        with self._drawing:
            if drawn.done():
                return
            try:
                if self._closed:
                    raise RuntimeError("Nothing is drawn for a submission that is over.")
                drawn.set_result(questions(self.lab.checks[index], self.seed, index))
            except Exception as error:
                drawn.set_exception(error)
        self.ring()

    def take_turn(self, question: Question) -> Talk[None]:
        """Wait until a cell may work on a question: where time is measured, submission and reference take turns."""
        if question.check.kind is Kind.COST:
            while not self._measuring.acquire(blocking=False):
                yield Wait()

    def end_turn(self, question: Question) -> None:
        if question.check.kind is Kind.COST:
            self._measuring.release()
            self.ring()

    @property
    def measures(self) -> bool:
        """Whether a cell works on a question whose time is compared."""
        return self._measuring.locked()

    def ring(self) -> None:
        """Tell all who lead talks of this trial that something came which one may wait for."""
        for bell in self.bells:
            bell.ring()


def questions(check: Check, seed: str, index: int) -> list[Question]:
    """Draw a check's cases; a pure one is asked one of them again at the end, without saying so."""
    rng = np.random.default_rng([int(seed, 16), index])
    cases = list(check.cases(rng))
    calls = [Call(c) for c in cases]
    if check.pure and cases:
        calls.append(Call(cases[int(rng.integers(len(cases)))], repeats=True))
    groups = [[c] for c in calls] if check.separately else [calls] if calls else []
    return [Question(check, group) for group in groups]


def open_cell(lab: Lab, pool: Pool, *, stays: bool = False) -> Cell:
    cell = pool.take(flavour_of(lab.framework), stays=stays)
    cell.output_cap = lab.limits.output_kb * 1024
    return cell


def load(cell: Cell, lab: Lab, source: str, device: str, deadline: float, *, cpu_seconds: int = 0) -> Reply:
    """Load a file into a cell with all that the lab allows and forbids."""
    give(cell, lab, source, device, cpu_seconds=cpu_seconds)
    return finish(cell.loaded(deadline))


def give(cell: Cell, lab: Lab, source: str, device: str, *, cpu_seconds: int = 0) -> None:
    """As `load`, the answer still to be waited for."""
    cell.give(
        {
            "source": source,
            "probes": np.frombuffer(lab.probe_code, np.uint8),
            "framework": lab.framework,
            "device": device,
            "defines": list(lab.defines),
            "forbidden": list(lab.forbidden),
            "forbidden_aten": list(lab.forbidden_aten),
            "memory_bytes": lab.limits.memory_mb * 2**20,
            "cpu_seconds": cpu_seconds or int(lab.limits.seconds * 2) + CPU_SECONDS_SLACK,
            "seed": secrets.randbits(62),
        }
    )


def ask(cell: Cell, question: Question, deadline: float) -> list[Reply]:
    """Put one question to a cell: a reply each, or one that says how it ended."""
    return finish(put(cell, question, deadline)).read()


def put(
    cell: Cell,
    question: Question,
    deadline: float,
    *,
    precise: bool = False,
    inputs_after: bool = True,
    meanwhile: Callable[[], None] = lambda: None,
) -> Talk[Unread]:
    """As `ask`, as a talk, the replies still to be read, or of the cases in double precision.

    Without `inputs_after` the replies do not tell what became of the inputs. `meanwhile` is done while the cell works.
    """
    check = question.check
    if check.seconds is not None:
        deadline = min(deadline, time.monotonic() + check.seconds)
    kind: Any = type(check)
    probe, reports = probe_of(kind)
    nonce = secrets.token_hex(16)
    nonces = [f"{nonce}-{n}" for n in range(len(question.calls))]
    buffer = question.buffer
    asked = {"precise": precise, "reports": reports, "inputs_after": inputs_after}
    return (yield from cell.call(probe, buffer, nonces, deadline, **asked, meanwhile=meanwhile))


@lru_cache(maxsize=1024)  # not for good: every seed of an experiment is a kind of its own
def probe_of(kind: type[Check]) -> tuple[str, bool]:
    """What a cell knows the probe of a kind of check by, and whether that draws a live curve."""
    owner = next(c for c in kind.__mro__ if "probe" in vars(c))
    return f"probe_{owner.__name__}", "report" in inspect.signature(vars(owner)["probe"]).parameters
