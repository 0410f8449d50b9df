"""What a submission is compared with: the lab's own solution, asked the same questions in cells beside it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from concurrent.futures import Future, wait
from typing import Any

from runner.checks import Observation
from runner.crew import begin
from runner.curves import curve_point
from runner.judge import ended_sentence, raised_sentence
from runner.lab import check_name
from runner.sandbox.calls import Came, Cell, Reply, SandboxError, nobody
from runner.sandbox.pool import Pool
from runner.sandbox.talk import Talk, Together, Wait
from runner.trial import OWN_CPU_SECONDS, Question, Trial, give, open_cell, put

SECONDS = 60.0
PATIENCE_SECONDS = 0.1  # with an answer that nobody waits for any more
Answers = Future[list[Reply]]


class Reference:
    """Answers a trial's questions twice: as they are, and in double precision where the inputs are single.

    The two answers are worked out side by side, in cells that are kept for the next submission; on a device, where
    cells are few, in one cell one after the other.
    """

    PLAIN, PRECISE, BOTH = (False,), (True,), (False, True)

    def __init__(self, trial: Trial, pool: Pool, device: str) -> None:
        self.trial, self.pool, self.device = trial, pool, device
        self.stopped = False
        self._key = (trial.lab.slug, device, trial.lab.reference, trial.lab.probes)
        self._together: Together | None = None  # the talks that its own are led with
        self._own_thread: Future[None] | None = None
        self._draws = False  # the cases itself, since nobody is there who does
        self._precise_begun = False
        self._at_work: set[Cell] = set()

    def start(self, together: Together | None = None) -> None:
        """Begin, unless that was done: beside other talks, which draw the cases, or in a thread of its own.

        On a device it is always a thread: there it may have to wait for the submission to be over.
        """
        if self._together is not None or self._own_thread is not None:
            return
        if together is None or self.pool.nursery:
            self._draws = True
            self._own_thread = begin(self._lead)
        else:
            self._together = together
            together.add(self._answer_all(self.PLAIN))

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

    def has_answered(self, question: Question) -> bool:
        """Whether `wait_for` would not have to wait."""
        return not question.check.needs_reference or (question.plain.done() and question.precise.done())

    def stop(self) -> None:
        """Answer no further question; an answer under way is soon given up."""
        self.stopped = True
        if self._own_thread is None:
            if self._together is not None:
                self._together.lead(seconds=PATIENCE_SECONDS)
                self._together.close()
        elif wait([self._own_thread], PATIENCE_SECONDS).not_done:
            for cell in list(self._at_work):
                cell.kill()
            wait([self._own_thread])

    def _lead(self) -> None:
        self._together = Together()
        self.trial.bells.append(self._together.bell)
        try:
            self._together.add(self._answer_all(self.BOTH if self.pool.nursery else self.PLAIN))
            self._together.lead()
        finally:
            self._together.close()

    def _answer_all(self, turn: tuple[bool, ...]) -> Talk[None]:
        """Answer in the order of the questions. What goes wrong is raised where the first missing answer is read."""
        answers: Answers | None = None
        try:
            with self._lent() as lent:
                for index in range(len(self.trial.lab.checks)):
                    for question in (yield from self._drawn(index)):
                        for precise, answers in self._due(question, turn):
                            if self.stopped:
                                return
                            if not lent:
                                yield from self._fetch(lent)
                            answers.set_result((yield from self._answer(lent[0], question, precise)))
                            self.trial.ring()
        except Exception as error:
            if answers is not None and not answers.done():
                answers.set_exception(error)
                self.trial.ring()

    def _drawn(self, index: int) -> Talk[list[Question]]:
        """The questions of a check; none where it cannot be drawn, which is raised to whoever judges it."""
        if self._draws:
            self.trial.draw(index)
        try:
            return (yield from self.trial.when_drawn(index))
        except Exception:
            return []

    def _due(self, question: Question, turn: tuple[bool, ...]) -> Iterator[tuple[bool, Answers]]:
        """What is to be answered in this turn. What needs no such answer is settled, what does in double precision is
        answered beside this talk as soon as there is one.
        """
        if turn == self.PLAIN:
            self._see_to_precise(question)
        for precise in turn:
            answers = question.precise if precise else question.plain
            if question.check.needs_reference and (not precise or question.single_precision):
                yield precise, answers
            elif turn != self.PRECISE:
                answers.set_result([])

    def _see_to_precise(self, question: Question) -> None:
        """Begin to have those questions answered with the first of them; no other needs it."""
        if not (question.check.needs_reference and question.single_precision):
            question.precise.set_result([])
        elif not self._precise_begun and self._together is not None:
            self._precise_begun = True
            self._together.add(self._answer_all(self.PRECISE))

    @contextlib.contextmanager
    def _lent(self) -> Iterator[list[Cell]]:
        """What is put in is kept for the next submission, or ended where anything was raised meanwhile."""
        lent: list[Cell] = []
        keep = False
        try:
            yield lent
            keep = not self.pool.nursery
        finally:
            for cell in lent:
                self._at_work.discard(cell)
                cell.on_report = nobody
                if keep:
                    self.pool.shelf.put(self._key, cell)
                else:
                    cell.close()

    def _fetch(self, lent: list[Cell]) -> Talk[None]:
        """Put in a cell with the lab's own solution loaded: one that was kept, where there is one."""
        kept = self.pool.shelf.take(self._key)
        cell = kept or open_cell(self.trial.lab, self.pool, stays=True)
        lent.append(cell)
        self._at_work.add(cell)
        if kept is None:
            lab = self.trial.lab
            give(cell, lab, lab.reference, self.device, cpu_seconds=OWN_CPU_SECONDS)
            reply = yield from cell.loaded(time.monotonic() + SECONDS)
            if reply.came is not Came.BACK:
                why = reply.error.get("message", reply.came)
                raise SandboxError(f"Code of the lab {lab.slug} does not load: {why}")

    def _answer(self, cell: Cell, question: Question, precise: bool) -> Talk[list[Reply]]:
        def draw(reported: dict[str, Any]) -> None:
            if not precise:
                question.reference_curve.append(curve_point(reported))

        cell.on_report = draw
        deadline = time.monotonic() + SECONDS
        yield from self.trial.take_turn(question)
        try:
            unread = yield from put(cell, question, deadline, precise=precise, inputs_after=False)
        finally:
            self.trial.end_turn(question)
        while self.trial.measures:  # reading takes this thread's time, and it keeps the clock of another cell
            yield Wait()
        replies = unread.read()
        for reply in replies:
            if reply.came is not Came.BACK:
                told = raised_sentence(reply.error) if reply.came is Came.RAISED else ended_sentence(reply)
                where = f"The reference of {self.trial.lab.slug} failed its own check {check_name(question.check)}"
                raise SandboxError(f"{where}: {told}")
        return replies
