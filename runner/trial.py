"""What one submission is asked: cases drawn from the secret seed, and how a cell is asked them."""

from __future__ import annotations

import contextlib
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
from runner.crew import begin
from runner.judge import Call
from runner.lab import Lab
from runner.sandbox import wire
from runner.sandbox.calls import Came, Cell, Reply, SandboxError, Unread
from runner.sandbox.pool import Pool, flavour_of

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

    Drawing begins when somebody first asks for a question, with the cases of the first check. Those of later checks are
    drawn by another thread, while cells already work on the earlier ones.
    """

    def __init__(self, lab: Lab, seed: str) -> None:
        self.lab = lab
        self.seed = seed
        self._drawn: list[Future[list[Question]]] = [Future() for _ in lab.checks]
        self._measuring = threading.Lock()
        self._beginning = threading.Lock()
        self._begun = False
        self._drawer: Future[None] | None = None
        self._closing = False

    def __enter__(self) -> Trial:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._closing = True
        with self._beginning:  # whoever draws just now is waited for, and nobody begins any more
            self._begun = True
        if self._drawer:
            self._drawer.result()
        for question in self.drawn():
            os.close(question.buffer)

    def drawn(self) -> Iterator[Question]:
        """The questions that are there by now."""
        for drawn in self._drawn:
            if drawn.done() and not drawn.exception():
                yield from drawn.result()

    @property
    def checks(self) -> Iterator[tuple[Check, list[Question]]]:
        """Each check with its questions, as soon as they are drawn; raises what the lab's own `cases` raised."""
        self.begin()
        for check, drawn in zip(self.lab.checks, self._drawn, strict=True):
            yield check, drawn.result()

    def all(self, before_waiting: Callable[[], None] = lambda: None) -> Iterator[Question]:
        """Every question in order; `before_waiting` is done before each wait for one that is not drawn yet."""
        self.begin()
        for drawn in self._drawn:
            if not drawn.done():
                before_waiting()
            yield from drawn.result()

    def turn(self, question: Question) -> contextlib.AbstractContextManager[object]:
        """Held while a cell works on a question: where time is measured, submission and reference take turns."""
        return self._measuring if question.check.kind is Kind.COST else contextlib.nullcontext()

    def begin(self) -> None:
        """Draw the first check's cases and begin to draw the others, unless that was done."""
        with self._beginning:
            if self._begun:
                return
            self._begun = True
            if self._drawn:
                self._draw(0)
            if len(self._drawn) > 1:
                self._drawer = begin(self._draw_others)

    def _draw_others(self) -> None:
        for index in range(1, len(self._drawn)):
            if self._closing:
                return
            self._draw(index)

    def _draw(self, index: int) -> None:
        try:
            self._drawn[index].set_result(questions(self.lab.checks[index], self.seed, index))
        except Exception as error:
            self._drawn[index].set_exception(error)


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


@contextlib.contextmanager
def own_cell(lab: Lab, source: str, pool: Pool, device: str, deadline: float) -> Iterator[Cell]:
    """A cell with some of the lab's own code loaded; kept for the next submission, except on a device.

    Raises `SandboxError` where the code does not load.
    """

    def make() -> Cell:
        cell = open_cell(lab, pool, stays=True)
        reply = load(cell, lab, source, device, deadline, cpu_seconds=OWN_CPU_SECONDS)
        if reply.came is not Came.BACK:
            cell.close()
            raise SandboxError(f"Code of the lab {lab.slug} does not load: {reply.error.get('message', reply.came)}")
        return cell

    if pool.nursery:
        with contextlib.closing(make()) as cell:
            yield cell
    else:
        with pool.shelf.borrow((lab.slug, device, source, lab.probes), make) as cell:
            yield cell


def load(cell: Cell, lab: Lab, source: str, device: str, deadline: float, *, cpu_seconds: int = 0) -> Reply:
    """Load a file into a cell with all that the lab allows and forbids."""
    give(cell, lab, source, device, cpu_seconds=cpu_seconds)
    return cell.loaded(deadline)


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


def ask(
    cell: Cell, question: Question, deadline: float, *, precise: bool = False, inputs_after: bool = True
) -> list[Reply]:
    """Put one question to a cell, or its cases in double precision: a reply each, or one that says how it ended.

    Without `inputs_after` the replies do not tell what became of the inputs.
    """
    return put(cell, question, deadline, precise=precise, inputs_after=inputs_after).read()


def put(
    cell: Cell,
    question: Question,
    deadline: float,
    *,
    precise: bool = False,
    inputs_after: bool = True,
    meanwhile: Callable[[], None] = lambda: None,
) -> Unread:
    """As `ask`, the replies still to be read; `meanwhile` is done while the cell works."""
    check = question.check
    if check.seconds is not None:
        deadline = min(deadline, time.monotonic() + check.seconds)
    kind: Any = type(check)
    probe, reports = probe_of(kind)
    nonce = secrets.token_hex(16)
    nonces = [f"{nonce}-{n}" for n in range(len(question.calls))]
    buffer = question.buffer
    asked = {"precise": precise, "reports": reports, "inputs_after": inputs_after}
    return cell.call(probe, buffer, nonces, deadline, **asked, meanwhile=meanwhile)


@lru_cache(maxsize=1024)  # not for good: every seed of an experiment is a kind of its own
def probe_of(kind: type[Check]) -> tuple[str, bool]:
    """What a cell knows the probe of a kind of check by, and whether that draws a live curve."""
    owner = next(c for c in kind.__mro__ if "probe" in vars(c))
    return f"probe_{owner.__name__}", "report" in inspect.signature(vars(owner)["probe"]).parameters
