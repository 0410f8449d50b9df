"""Naming the mistake: does a failing submission behave as a known misconception does, on every case it fails?"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

from runner.checks import Kind
from runner.contract import Diagnosis
from runner.judge import Call, findings_of, same_behaviour
from runner.lab import docstring_parts
from runner.sandbox.calls import Came, Cell, Reply
from runner.sandbox.pool import Pool
from runner.trial import Question, Trial, ask, load, open_cell

MISCONCEPTION_SECONDS = 20.0


def diagnose(trial: Trial, pool: Pool, device: str) -> Diagnosis | None:
    """The one misconception whose answers equal the submission's on every failing case; None where none or several do.

    Where several agree on all failing cases, the cases that the submission passed decide. A wrong explanation is worse
    than none, so a tie stays unexplained.
    """
    asked = [q for q in trial.all() if q.check.needs_reference]
    failing = [q for q in asked if _written_and_wrong(q)]
    failing = [q for q in failing if q.check.kind is not Kind.COST] or failing  # slowness names no mistake by itself
    if not failing or not _comparable(failing):
        return None
    sources = trial.lab.misconceptions
    with contextlib.closing(LineUp(trial, pool, device)) as line_up:
        matching = [n for n in sources if line_up.behaves_alike(sources[n], failing)]
        if len(matching) > 1:
            passing = [q for q in asked if not any(c.findings for c in q.calls)]
            matching = [n for n in matching if line_up.behaves_alike(sources[n], passing)]
    if len(matching) != 1:
        return None
    title, explanation = docstring_parts(trial.lab.misconceptions[matching[0]])
    return Diagnosis(matching[0], title, explanation)


def _written_and_wrong(question: Question) -> bool:
    """Whether a check fails for what was written: "not written yet" is no mistake to name."""
    failing = [c.reply for c in question.calls if c.findings and c.reply is not None]
    return any(r.error.get("type") != "NotImplementedError" for r in failing)


def _comparable(questions: list[Question]) -> bool:
    """Whether every failing call brought something to compare."""
    failing = [c.reply for q in questions for c in q.calls if c.findings]
    return all(r is not None and r.came in (Came.BACK, Came.RAISED) for r in failing)


class LineUp:
    """Misconceptions put to the test: each in a cell of its own, or one after the other where a cell takes seconds.

    They are the lab's own code, not the learner's, and do not touch one another.
    """

    def __init__(self, trial: Trial, pool: Pool, device: str) -> None:
        self.trial, self.pool, self.device = trial, pool, device
        self._kept: Cell | None = None

    def behaves_alike(self, source: str, questions: list[Question]) -> bool:
        """Whether `source` answers these as the submission did: fails where it failed, passes where it passed."""
        with self._cell() as cell:
            deadline = time.monotonic() + MISCONCEPTION_SECONDS
            if load(cell, self.trial.lab, source, self.device, deadline).came is not Came.BACK:
                return False
            return all(_alike(question, ask(cell, question, deadline)) for question in questions)

    def close(self) -> None:
        if self._kept:
            self._kept.close()

    @contextlib.contextmanager
    def _cell(self) -> Iterator[Cell]:
        cell = self._kept or open_cell(self.trial.lab, self.pool)
        self._kept = cell
        yield cell
        if not cell.lasting:
            cell.close()
            self._kept = None


def _alike(question: Question, replies: list[Reply]) -> bool:
    if len(replies) != len(question.calls):
        return False
    return all(_same_end(question, call, reply) for call, reply in zip(question.calls, replies, strict=True))


def _same_end(question: Question, call: Call, reply: Reply) -> bool:
    if call.reply is None:
        return True
    wrong = bool(findings_of(question.check, call.case, reply, call.expected, call.repeats))
    return wrong == bool(call.findings) and (not wrong or same_behaviour(question.check, call.reply, reply))
