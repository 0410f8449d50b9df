"""What a submission is compared with: the lab's own solution, asked the same questions in cells beside it."""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Iterator
from concurrent.futures import Future, wait
from typing import Any

from runner.checks import Observation
from runner.crew import begin
from runner.curves import curve_point
from runner.judge import ended_sentence, raised_sentence
from runner.lab import check_name
from runner.sandbox.calls import Came, Cell, Reply, SandboxError
from runner.sandbox.pool import Pool
from runner.trial import Question, Trial, ask, own_cell

SECONDS = 60.0
PATIENCE_SECONDS = 0.1  # with an answer that nobody waits for any more


class Reference:
    """Answers a trial's questions twice: as they are, and in double precision where the inputs are single.

    The two answers are worked out side by side, in cells that are kept for the next submission; on a device, where
    cells are few, in one cell one after the other.
    """

    PLAIN, PRECISE, BOTH = (False,), (True,), (False, True)

    def __init__(self, trial: Trial, pool: Pool, device: str) -> None:
        self.trial, self.pool, self.device = trial, pool, device
        self.stopped = False
        self._precise_begun = False
        self._at_work: set[Cell] = set()
        self._work: list[Future[None]] = []

    def start(self) -> None:
        """Begin, unless that was done."""
        if not self._work:
            self._work.append(begin(self._answer_all, self.BOTH if self.pool.nursery else self.PLAIN))

    def run(self) -> None:
        """Answer everything before coming back; raises `SandboxError` where the reference fails its own check."""
        self.start()
        for question in self.trial.all():
            self.wait_for(question)
        self.stop()

    def wait_for(self, question: Question) -> None:
        """Until what is expected of the question's calls is known; raises `SandboxError` where it never will be."""
        if not question.check.needs_reference:
            return
        plain, precise = question.plain.result(), question.precise.result()
        for n, (call, reply) in enumerate(zip(question.calls, plain, strict=True)):
            call.expected = Observation(reply.value, reply.seconds, precise[n].value if precise else None)

    def stop(self) -> None:
        """Answer no further question; an answer under way is soon given up."""
        self.stopped = True
        if wait(self._work, PATIENCE_SECONDS).not_done:
            for cell in list(self._at_work):
                cell.kill()
            wait(self._work)

    def _answer_all(self, turn: tuple[bool, ...]) -> None:
        """Answer in the order of the questions. What goes wrong is raised where the first missing answer is read."""
        due = self._due(turn)
        first = next(due, None)
        if first is None:
            return
        future = first[2]
        try:
            with self._cell() as cell:
                for question, precise, future in itertools.chain([first], due):
                    future.set_result(self._answer(cell, question, precise))
        except Exception as error:
            future.set_exception(error)

    def _due(self, turn: tuple[bool, ...]) -> Iterator[tuple[Question, bool, Future[list[Reply]]]]:
        """The questions to be answered in this turn, those that need no such answer settled on the way."""
        with contextlib.suppress(Exception):  # a case that cannot be drawn is raised to whoever asks for it
            for question in self.trial.all():
                if turn == self.PLAIN:
                    self._see_to_precise(question)
                for precise in turn:
                    if self.stopped:
                        return
                    future = question.precise if precise else question.plain
                    if question.check.needs_reference and (not precise or question.single_precision):
                        yield question, precise, future
                    elif turn != self.PRECISE:
                        future.set_result([])

    def _see_to_precise(self, question: Question) -> None:
        """Have those questions answered beside this thread as soon as there is one; no other is."""
        if not (question.check.needs_reference and question.single_precision):
            question.precise.set_result([])
        elif not self._precise_begun and not self.stopped:
            self._precise_begun = True
            self._work.append(begin(self._answer_all, self.PRECISE))

    @contextlib.contextmanager
    def _cell(self) -> Iterator[Cell]:
        lab = self.trial.lab
        with own_cell(lab, lab.reference, self.pool, self.device, time.monotonic() + SECONDS) as cell:
            self._at_work.add(cell)
            try:
                yield cell
            finally:
                self._at_work.discard(cell)

    def _answer(self, cell: Cell, question: Question, precise: bool) -> list[Reply]:
        def draw(reported: dict[str, Any]) -> None:
            if not precise:
                question.reference_curve.append(curve_point(reported))

        cell.on_report = draw
        with self.trial.turn(question):
            replies = ask(cell, question, time.monotonic() + SECONDS, precise=precise, inputs_after=False)
        for reply in replies:
            if reply.came is not Came.BACK:
                told = raised_sentence(reply.error) if reply.came is Came.RAISED else ended_sentence(reply)
                where = f"The reference of {self.trial.lab.slug} failed its own check {check_name(question.check)}"
                raise SandboxError(f"{where}: {told}")
        return replies
