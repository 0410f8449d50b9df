"""Naming the mistake: does a failing submission behave as a known misconception does, on every case it fails?"""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Iterator

from runner.checks import Kind
from runner.contract import Diagnosis
from runner.judge import Call, findings_of, same_behaviour
from runner.lab import docstring_parts
from runner.pairs import combined
from runner.patterns import Failing, recognise
from runner.sandbox.calls import Came, Cell, Reply
from runner.sandbox.pool import Pool
from runner.trial import OWN_CPU_SECONDS, Question, Trial, ask, load, open_cell

MISCONCEPTION_SECONDS = 20.0
PAIRED = 12  # misconceptions at most, for pairs of them to be tried
PAIRS_SECONDS = 3.0


def diagnose(trial: Trial, pool: Pool, device: str) -> Diagnosis | None:
    """What is behind a failing submission: a misconception of the lab, a slip of a general kind, or two misconceptions.

    A misconception is named where its answers equal the submission's on every failing case. Where several agree on all
    failing cases, the cases that the submission passed decide. A wrong explanation is worse than none, so a tie stays
    unexplained.
    """
    asked = [q for q in trial.all() if q.check.needs_reference]
    failing = [q for q in asked if _written_and_wrong(q)]
    failing = [q for q in failing if q.check.kind is not Kind.COST] or failing  # slowness names no mistake by itself
    if not failing:
        return None
    if not _comparable(failing):
        return None
    sources = trial.lab.misconceptions
    with contextlib.closing(LineUp(trial, pool, device)) as line_up:
        matching = [n for n in sources if line_up.behaves_alike(sources[n], failing)]
        if len(matching) > 1:
            passing = [q for q in asked if not any(c.findings for c in q.calls)]
            matching = [n for n in matching if line_up.behaves_alike(sources[n], passing)]
        if len(matching) == 1:
            return Diagnosis(matching[0], *docstring_parts(sources[matching[0]]))
        if matching:
            return None
        return _recognised(failing) or line_up.two_at_once(asked)


def _recognised(failing: list[Question]) -> Diagnosis | None:
    calls = [Failing(q.check, c) for q in failing for c in q.calls]
    return recognise([f for f in calls if f.call.findings], calls)


def _written_and_wrong(question: Question) -> bool:
    """Whether a check fails for what was written: "not written yet" is no mistake to name."""
    failing = [c.reply for c in question.calls if c.findings and c.reply is not None]
    return any(r.error.get("type") != "NotImplementedError" for r in failing)


def _comparable(questions: list[Question]) -> bool:
    """Whether every failing call brought something to compare."""
    failing = [c.reply for q in questions for c in q.calls if c.findings]
    return all(r is not None and r.came in (Came.BACK, Came.RAISED) for r in failing)


class LineUp:
    """Misconceptions put to the test, one after the other in one cell: the lab's own code, not the learner's.

    One that harms its cell, by its memory or its time, is the last in it.
    """

    def __init__(self, trial: Trial, pool: Pool, device: str) -> None:
        self.trial, self.pool, self.device = trial, pool, device
        self._kept: Cell | None = None

    def behaves_alike(self, source: str, questions: list[Question]) -> bool:
        """Whether `source` answers these as the submission did: fails where it failed, passes where it passed."""
        with self._cell() as cell:
            deadline = time.monotonic() + MISCONCEPTION_SECONDS
            loaded = load(cell, self.trial.lab, source, self.device, deadline, cpu_seconds=OWN_CPU_SECONDS)
            if loaded.came is not Came.BACK:
                return False
            return all(_alike(question, ask(cell, question, deadline)) for question in questions)

    def two_at_once(self, asked: list[Question]) -> Diagnosis | None:
        """The one pair of misconceptions that together answer everything as the submission did."""
        sources = self.trial.lab.misconceptions
        until = time.monotonic() + PAIRS_SECONDS
        found: list[tuple[str, str]] = []
        for pair in itertools.combinations(sources, 2) if len(sources) <= PAIRED else ():
            both = combined(self.trial.lab.reference, *(sources[n] for n in pair))
            if both and self.behaves_alike(both, asked):
                found.append(pair)
            if time.monotonic() > until:
                return None
        if len(found) != 1:
            return None
        (one, first), (other, second) = (docstring_parts(sources[n]) for n in found[0])
        return Diagnosis("+".join(found[0]), f"Two at once: {one}; {other}", f"{first}\n\n{second}")

    def close(self) -> None:
        if self._kept:
            self._kept.close()

    @contextlib.contextmanager
    def _cell(self) -> Iterator[Cell]:
        cell = self._kept or open_cell(self.trial.lab, self.pool)
        self._kept = cell
        yield cell
        if not cell.sound:
            cell.close()
            self._kept = None
        else:
            cell.begin_again()


def _alike(question: Question, replies: list[Reply]) -> bool:
    if len(replies) != len(question.calls):
        return False
    return all(_same_end(question, call, reply) for call, reply in zip(question.calls, replies, strict=True))


def _same_end(question: Question, call: Call, reply: Reply) -> bool:
    if call.reply is None:
        return True
    wrong = bool(findings_of(question.check, call.case, reply, call.expected, call.repeats))
    return wrong == bool(call.findings) and (not wrong or same_behaviour(question.check, call.reply, reply))
