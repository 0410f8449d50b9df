"""One submission from source to verdict: cells taken, cases asked, reference alongside, results judged."""

from __future__ import annotations

import contextlib
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from runner.checks import Check, Layout, Observation
from runner.contract import CheckResult, Ending, Event, Job, Outcome, Verdict
from runner.diagnosis import diagnose
from runner.judge import ended_sentence, findings_of, outcome_of, raised_sentence, result_of
from runner.lab import Lab, check_name, check_title
from runner.sandbox.calls import Came, Cell, Reply, SandboxError, clean_text
from runner.sandbox.pool import Pool
from runner.trial import Question, Trial, ask, load, open_cell

LOADS = ("loads", "The file loads, defines what is asked, and builds it itself.")
REFERENCE_SECONDS = 60.0
ENDED_LOOK_SECONDS = 0.05
CURVE_POINTS = 200  # kept with the verdict; all of them are drawn while it runs
Emit = Callable[[Event], None]


class Reference(threading.Thread):
    """Answers a trial's questions with the lab's reference, in a cell of its own beside the submission's."""

    def __init__(self, trial: Trial, pool: Pool, device: str) -> None:
        super().__init__(name="reference", daemon=True)
        self.trial, self.pool, self.device = trial, pool, device
        self.problem = ""
        self.stopped = False

    def run(self) -> None:
        try:
            with contextlib.closing(open_cell(self.trial.lab, self.pool)) as cell:
                load(cell, self.trial.lab, self.trial.lab.reference, self.device, time.monotonic() + REFERENCE_SECONDS)
                for question in self.trial.all():
                    if self.stopped:
                        return
                    if question.check.needs_reference:
                        self.answer(cell, question)
                    question.answered.set()
        except Exception as error:
            self.problem = f"{type(error).__name__}: {error}"

    def wait_for(self, question: Question) -> None:
        """Until the question's expected answers are there; raises SandboxError where they never will be."""
        while not question.answered.wait(ENDED_LOOK_SECONDS):
            if not self.is_alive() and not question.answered.is_set():
                raise SandboxError(self.problem or "The reference ended without an answer.")

    def answer(self, cell: Cell, question: Question) -> None:
        """Fill in what is expected, in double precision too where the inputs are single."""
        precise = any(single_precision(c.case.inputs) for c in question.calls)
        replies = ask(cell, question, time.monotonic() + REFERENCE_SECONDS, precise=precise)
        for reply in replies:
            if reply.came is not Came.BACK:
                told = raised_sentence(reply.error) if reply.came is Came.RAISED else ended_sentence(reply)
                where = f"The reference of {self.trial.lab.slug} failed its own check {check_name(question.check)}"
                raise SandboxError(f"{where}: {told}")
        exact = [r.value for r in replies[len(question.calls) :]] or [None] * len(question.calls)
        for call, reply, wide in zip(question.calls, replies, exact, strict=False):
            call.expected = Observation(reply.value, reply.seconds, wide)


def single_precision(value: Any) -> bool:
    if isinstance(value, Layout):
        value = value.array
    if isinstance(value, dict):
        return any(map(single_precision, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(single_precision, value))
    return isinstance(value, np.ndarray) and value.dtype in (np.float32, np.float16)


def grade(
    job: Job,
    lab: Lab,
    pool: Pool,
    *,
    emit: Emit = lambda _: None,
    seed: str = "",
    cancelled: Callable[[], bool] = lambda: False,
) -> Verdict:
    """Judge one submission. Never raises for what the submission does; our own faults end as `Ending.OURS`."""
    start = time.perf_counter()
    seed = seed or secrets.token_hex(16)
    blank = Verdict(job.submission, job.attempt, Ending.OURS, seed=seed, lab_digest=lab.digest)
    emit(
        Event(
            "started", job.submission, {"checks": [list(LOADS), *([check_name(c), check_title(c)] for c in lab.checks)]}
        )
    )
    try:
        verdict = _run(job, lab, pool, blank, emit, cancelled)
    except Exception as error:
        verdict = replace(
            blank, message=f"Our own machinery failed ({type(error).__name__}: {error}). Nothing was held against you."
        )
    return replace(verdict, seconds=time.perf_counter() - start)


def _run(job: Job, lab: Lab, pool: Pool, blank: Verdict, emit: Emit, cancelled: Callable[[], bool]) -> Verdict:
    with Trial(lab, blank.seed) as trial:
        reference = Reference(trial, pool, job.device)
        reference.start()
        try:
            with contextlib.closing(open_cell(lab, pool)) as cell:
                cell.cancelled = cancelled
                run = Run(job, lab, cell, reference, emit)
                results = run.results(trial)
            ending = ending_of(results, run.was_cancelled)
            message = next((r.message for r in results if r.outcome not in (Outcome.PASSED, Outcome.NOT_RUN)), "")
            diagnosis = None
            if ending in (Ending.FAILED, Ending.RAISED) and run.loaded:
                diagnosis = diagnose(trial, pool, job.device)
            return replace(blank, ending=ending, checks=results, message=message, diagnosis=diagnosis)
        finally:
            reference.stopped = True
            reference.join()


def ending_of(results: list[CheckResult], was_cancelled: bool = False) -> Ending:
    """The verdict from the checks: passed only when every check passed, else the first that did not."""
    if was_cancelled:
        return Ending.CANCELLED
    for result in results:
        if result.outcome not in (Outcome.PASSED, Outcome.NOT_RUN):
            return Ending(result.outcome.value)
    return Ending.PASSED if results and all(r.outcome is Outcome.PASSED for r in results) else Ending.OURS


class Run:
    """The submission's own cell, asked one question after the other."""

    def __init__(self, job: Job, lab: Lab, cell: Cell, reference: Reference, emit: Emit) -> None:
        self.job, self.lab, self.cell, self.reference, self.emit = job, lab, cell, reference, emit
        self.left = lab.limits.seconds  # counted while the submission's own cell works, on the judge's clock
        self.over = False  # the cell is no more
        self.loaded = False
        self.was_cancelled = False

    def results(self, trial: Trial) -> list[CheckResult]:
        results = [self.tell(self.load())]
        for check, group in trial.checks:
            if self.over:
                results.append(CheckResult(check_name(check), check_title(check), Outcome.NOT_RUN))
            else:
                results.append(self.tell(self.check(check, group)))
        return results

    def tell(self, result: CheckResult) -> CheckResult:
        self.emit(Event("check", self.job.submission, asdict(result)))
        return result

    def load(self) -> CheckResult:
        reply = self.explain(load(self.cell, self.lab, self.job.source, self.job.device, self.deadline()))
        if reply.came is Came.BACK and not reply.value:
            self.loaded = True
            return CheckResult(*LOADS, Outcome.PASSED, seconds=reply.seconds, output=reply.output)
        self.over = True
        if reply.came is Came.BACK:
            names = ", ".join(f"`{n}`" for n in reply.value)
            return CheckResult(
                *LOADS, Outcome.FAILED, f"The file does not define {names}.", reply.seconds, {}, reply.output
            )
        if reply.came in (Came.UNREADABLE, Came.FORBIDDEN):
            return CheckResult(*LOADS, outcome_of(reply), ended_sentence(reply), reply.seconds)
        sentence = raised_sentence(reply.error) if reply.came is Came.RAISED else ended_sentence(reply)
        detail = {"traceback": reply.error.get("traceback", "")}
        outcome = Outcome.RAISED if reply.error.get("type") == "NotImplementedError" else outcome_of(reply)
        return CheckResult(*LOADS, outcome, f"Loading the file: {sentence}", reply.seconds, detail, reply.output)

    def check(self, check: Check, group: list[Question]) -> CheckResult:
        curve: list[dict[str, float]] = []

        def draw(reported: dict[str, Any]) -> None:
            curve.append(curve_point(reported))
            self.emit(Event("curve", self.job.submission, {"check": check_name(check), **curve[-1]}))

        self.cell.on_report = draw
        for question in group:
            if not self.over:
                self.question(question)
        result = result_of(check, [call for q in group for call in q.calls])
        return replace(result, detail={**result.detail, "curve": thinned(curve)}) if curve else result

    def question(self, question: Question) -> None:
        replies = [self.explain(r) for r in ask(self.cell, question, self.deadline())]
        self.reference.wait_for(question)
        for call, reply in zip(question.calls, replies, strict=False):
            call.reply = reply
            call.findings = findings_of(question.check, call.case, reply, call.expected, call.repeats)

    def deadline(self) -> float:
        return time.monotonic() + self.left

    def explain(self, reply: Reply) -> Reply:
        """Add what the judge knows of an ending that the cell could not tell itself."""
        self.left -= reply.seconds
        self.over = self.over or reply.came not in (Came.BACK, Came.RAISED, Came.UNSENDABLE)
        self.was_cancelled = self.was_cancelled or reply.came is Came.CANCELLED
        if reply.came is Came.RAISED and reply.error.get("memory"):
            reply.error["limit"] = (
                f"It held at most {reply.error['peak_mb']} MB; the limit is {self.lab.limits.memory_mb} MB "
                "beyond the warm process."
            )
        if reply.came is Came.GONE:
            reply.error = self.autopsy()
        return reply

    def autopsy(self) -> dict[str, Any]:
        death = self.cell.death()
        if self.cell.zygote.gone.is_set():
            raise SandboxError("The process that cells are forked from ended.")
        if death.excess:
            return {"outcome": "out_of_memory", "message": death.excess}
        if death.outlived:
            return {"outcome": "crashed", "message": "It closed its own channel and went on; the run was ended."}
        if death.signal == signal.SIGXCPU:
            return {"outcome": "timed_out", "message": "Used up its processor time; the run was ended."}
        if death.signal == signal.SIGSYS:
            return {
                "outcome": "crashed",
                "message": "Made a system call that no lab needs; the system ended it (SIGSYS).",
            }
        if death.signal:
            name = signal.Signals(death.signal).name
            return {
                "outcome": "crashed",
                "message": f"Crashed with {name}; it held at most {death.peak_kb // 1024} MB.",
            }
        return {
            "outcome": "crashed",
            "message": f"The process ended itself (exit status {death.status}) before it answered.",
        }


def thinned(curve: list[dict[str, float]]) -> list[dict[str, float]]:
    """At most CURVE_POINTS of the points, evenly spaced, the last among them."""
    step = -(-len(curve) // CURVE_POINTS)
    return curve[::-1][::step][::-1]


def curve_point(point: dict[str, Any]) -> dict[str, float]:
    """A point of a live curve as the page may draw it: a few finite numbers by name, nothing else."""
    numbers = [(k, v) for k, v in list(point.items())[:9] if isinstance(v, (int, float)) and not isinstance(v, bool)]
    return {clean_text(str(k))[:40]: float(v) for k, v in numbers if abs(v) <= sys.float_info.max}
