"""Judging a submission's answers as they come, between the words of the talks with its cells."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from runner.checks import Check
from runner.contract import CheckResult
from runner.crew import begin
from runner.curves import thinned
from runner.judge import findings_of, result_of
from runner.reference import Reference
from runner.sandbox.talk import Bell, Talk, Together, Wait
from runner.trial import Question

if TYPE_CHECKING:
    from runner.grade import Run

CHECKS_AHEAD = 2  # drawn before one is judged, that no cell waits for its next question
LONG_SECONDS = 0.005  # a piece of drawing or judging that takes longer is not done while cells wait to be heard
AT_ONCE = Wait(seconds=0)

_take_long: set[str] = set()  # digests of the labs in which a piece took long last time


class Judging:
    """Makes each check's result as soon as submission and reference have answered it.

    It is led with the talks to their cells: most pieces of it take a fraction of a millisecond, less than another
    thread would cost. Where one takes long, another thread does what follows, for this submission and the next.
    """

    def __init__(self, run: Run, reference: Reference) -> None:
        self.run, self.trial, self.reference = run, run.trial, reference
        self.results: list[CheckResult] = []
        self.over = False
        self._drawn = 0  # checks
        self._longest = 0.0  # processor time of one piece
        self._given_up = False

    def talk(self, bell: Bell) -> Talk[None]:
        """Come to all results. `bell` is that of the thread which leads this talk."""
        digest = self.trial.lab.digest
        work = self._judge_all()
        if digest in _take_long or (yield from self._until_long(work)):
            apart = begin(self._lead, work)
            apart.add_done_callback(lambda _: bell.ring())
            try:
                while not apart.done():
                    yield Wait()
            finally:
                self._given_up = True
            apart.result()
        (_take_long.add if self._longest > LONG_SECONDS else _take_long.discard)(digest)
        self.over = True

    def _until_long(self, work: Talk[None]) -> Talk[bool]:
        """Do the work; True where it is to be gone on with elsewhere."""
        for wait in work:
            if self._longest > LONG_SECONDS:
                return True
            yield wait
        return False

    def _lead(self, work: Talk[None]) -> None:
        with contextlib.closing(Together()) as together:
            self.trial.bells.append(together.bell)
            together.add(work)
            together.lead(until=lambda: self._given_up)

    def _judge_all(self) -> Talk[None]:
        while not self.run.loading.done():
            yield self._draw_or_wait()
        self.results.append(self.run.loading.result())
        for index, check in enumerate(self.trial.lab.checks):
            while self._drawn < min(index + 1 + CHECKS_AHEAD, len(self.trial.lab.checks)):
                yield self._draw_or_wait()
            group = self.trial.group(index)
            for question in group:
                while self.trial.measures or not self._answered(question):
                    yield self._draw_or_wait()
                with self._piece():
                    self._judge(question)
                yield AT_ONCE
            self.results.append(self.run.tell(self._result(check, group)))

    def _draw_or_wait(self) -> Wait:
        """Draw another check's cases, where there is one and no time is being compared."""
        while self._drawn < len(self.trial.lab.checks) and self.trial.is_drawn(self._drawn):
            self._drawn += 1
        if self.trial.measures or self._drawn == len(self.trial.lab.checks):
            return Wait()
        with self._piece():
            self.trial.draw(self._drawn)
        self._drawn += 1
        return AT_ONCE

    @contextlib.contextmanager
    def _piece(self) -> Iterator[None]:
        begun = time.thread_time()
        yield
        self._longest = max(self._longest, time.thread_time() - begun)

    def _answered(self, question: Question) -> bool:
        """Whether it can be judged; raises why no answer will ever come."""
        replied = question.replied
        if not replied.done():
            if self.run.failed:
                raise self.run.failed
            return False
        return not replied.result() or self.reference.has_answered(question)

    def _judge(self, question: Question) -> None:
        replies = question.replied.result()
        if replies:
            self.reference.wait_for(question)
        for call, reply in zip(question.calls, replies, strict=False):
            call.reply = reply
            call.findings = findings_of(question.check, call.case, reply, call.expected, call.repeats)

    def _result(self, check: Check, group: list[Question]) -> CheckResult:
        result = result_of(check, [call for question in group for call in question.calls])
        curve = self.run.curves.get(result.name)
        if not curve:
            return result
        drawn = {"curve": thinned(curve)}
        if beside := [point for question in group for point in question.reference_curve]:
            drawn["reference_curve"] = thinned(beside)
        return replace(result, detail={**result.detail, **drawn})
