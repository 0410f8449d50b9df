"""One submission from source to verdict: cells taken, cases asked, reference alongside, results judged."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import replace
from functools import partial
from typing import Any

from runner.ahead import Ahead, Sitting
from runner.contract import CheckResult, Ending, Event, Job, Outcome, Verdict
from runner.crew import begin
from runner.curves import curve_point
from runner.diagnosis import diagnose
from runner.judge import ended_sentence, outcome_of, raised_sentence
from runner.judging import Judging
from runner.lab import Lab, check_name, check_title
from runner.sandbox.calls import Came, Reply, SandboxError, Unread
from runner.sandbox.pool import Pool
from runner.sandbox.talk import Talk
from runner.trial import Question, Trial, give, open_cell, put

LOADS = ("loads", "The file loads, defines what is asked, and builds it itself.")
NAMED = (Ending.FAILED, Ending.RAISED, Ending.OUT_OF_MEMORY)  # where a known mistake may be behind it
Emit = Callable[[Event], None]


def grade(
    job: Job,
    lab: Lab,
    pool: Pool,
    *,
    emit: Emit = lambda _: None,
    seed: str = "",
    cancelled: Callable[[], bool] = lambda: False,
    ahead: Ahead | None = None,
) -> Verdict:
    """Judge one submission, on a sitting that waits in `ahead` or on one of its own.

    Never raises for what the submission does; our own faults end as `Ending.OURS`.
    """
    start = time.perf_counter()
    blank = Verdict(job.submission, job.attempt, Ending.OURS, seed=seed, lab_digest=lab.digest)
    emit(
        Event(
            "started", job.submission, {"checks": [list(LOADS), *([check_name(c), check_title(c)] for c in lab.checks)]}
        )
    )
    try:
        waiting = ahead.take(lab) if ahead and not seed else None
        with contextlib.closing(waiting or Sitting(lab, pool, job.device, seed)) as sitting:
            blank = replace(blank, seed=sitting.trial.seed)
            verdict = _run(job, sitting, pool, blank, emit, cancelled)
    except Exception as error:
        verdict = replace(
            blank, message=f"Our own machinery failed ({type(error).__name__}: {error}). Nothing was held against you."
        )
    return replace(verdict, seconds=time.perf_counter() - start)


def _run(job: Job, sitting: Sitting, pool: Pool, blank: Verdict, emit: Emit, cancelled: Callable[[], bool]) -> Verdict:
    trial = sitting.trial
    run = Run(job, trial, pool, emit, cancelled)
    run.start()  # first: its file loads in another process while this one draws the cases
    try:
        results = _results(run, sitting)
    finally:
        run.stop()
    ending = ending_of(results, run.was_cancelled)
    message = next((r.message for r in results if r.outcome not in (Outcome.PASSED, Outcome.NOT_RUN)), "")
    diagnosis = diagnose(trial, pool, job.device) if ending in NAMED and run.loaded else None
    return replace(blank, ending=ending, checks=results, message=message, diagnosis=diagnosis)


def _results(run: Run, sitting: Sitting) -> list[CheckResult]:
    """Each check's result: this thread leads the talks with all cells, and draws and judges in between."""
    together = sitting.together
    if run.lab.checks:
        sitting.trial.draw(0)
    together.add(run.talk(on_loading=run.tell))
    sitting.start(led=True)
    judging = Judging(run, sitting.reference)
    together.add(judging.talk(together.bell))
    together.lead(until=lambda: judging.over)
    return judging.results


def ending_of(results: list[CheckResult], was_cancelled: bool = False) -> Ending:
    """The verdict from the checks: passed only when every check passed, else the first that did not."""
    if was_cancelled:
        return Ending.CANCELLED
    for result in results:
        if result.outcome not in (Outcome.PASSED, Outcome.NOT_RUN):
            return Ending(result.outcome.value)
    return Ending.PASSED if results and all(r.outcome is Outcome.PASSED for r in results) else Ending.OURS


class Run:
    """Asks the submission one question after the other, in a cell of its own, while earlier answers are judged."""

    def __init__(self, job: Job, trial: Trial, pool: Pool, emit: Emit, cancelled: Callable[[], bool]) -> None:
        self.job, self.trial, self.pool, self.emit, self.cancelled = job, trial, pool, emit, cancelled
        self.lab = trial.lab
        self.left = trial.lab.limits.seconds  # counted while the submission's own cell works, on the judge's clock
        self.over = False  # the cell is no more
        self.loading: Future[CheckResult] = Future()
        self.curves: dict[str, list[dict[str, float]]] = {}
        self.loaded = False
        self.was_cancelled = False
        self.failed: Exception | None = None  # why no more will be asked
        self.unread: tuple[Question, Unread] | None = None  # the last one asked, once it is answered
        self._talk: Talk[None] | None = None

    def start(self) -> None:
        """Send the file to a cell."""
        self.cell = open_cell(self.lab, self.pool)
        self.cell.cancelled = self.cancelled
        self.deadline = time.monotonic() + self.left
        try:
            give(self.cell, self.lab, self.job.source, self.job.device)
        except BaseException:
            self.cell.close()
            raise

    def talk(self, on_loading: Callable[[CheckResult], Any] = lambda _: None) -> Talk[None]:
        """Hear whether the file is loaded, then put every question, each once it is drawn."""
        self._talk = self._ask_all(on_loading)
        return self._talk

    def _ask_all(self, on_loading: Callable[[CheckResult], Any]) -> Talk[None]:
        awaited: Future[Any] = self.loading
        try:
            awaited.set_result((yield from self.load()))
            on_loading(self.loading.result())
            for index in range(len(self.lab.checks)):
                if not self.trial.is_drawn(index):  # the next one has to be waited for
                    self.read_last()
                for question in (yield from self.trial.when_drawn(index)):
                    awaited = question.replied
                    yield from self.ask(question)
        except Exception as error:
            self.read_last()
            self.failed = error
            if not awaited.done():  # else a case could not be drawn, which whoever judges it finds too
                awaited.set_exception(error)
                self.trial.ring()
        finally:
            self.read_last()

    def stop(self) -> None:
        """Ask nothing more, and have the cell ended, which no verdict waits for."""
        if self._talk:
            self._talk.close()
        closing = begin(self.cell.close)
        if self.pool.nursery:  # a device has room for one cell: the next needs what this one holds
            wait([closing])

    def tell(self, result: CheckResult) -> CheckResult:
        # The case itself is of use once there is a verdict; until then it would only lie in Redis.
        seen = replace(result, detail={name: part for name, part in result.detail.items() if name != "replay"})
        self.emit(Event("check", self.job.submission, seen.to_json()))
        return result

    def load(self) -> Talk[CheckResult]:
        reply = self.explain((yield from self.cell.loaded(self.deadline)))
        self.left -= reply.seconds
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

    def ask(self, question: Question) -> Talk[None]:
        """Put a question; while the cell works on it, what it answered before is read and told."""
        if question.is_measured or self.over:
            self.read_last()
        if self.over:
            question.replied.set_result([])
            self.trial.ring()
            return
        self.cell.on_report = partial(self.draw, check_name(question.check))
        yield from self.trial.take_turn(question)
        try:
            unread = yield from put(self.cell, question, time.monotonic() + self.left, meanwhile=self.read_last)
        finally:
            self.trial.end_turn(question)
        self.left -= unread.reply.seconds
        self.read_last()  # where the cell was gone before there was a meanwhile
        self.unread = question, unread
        if question.is_measured or unread.reply.came is not Came.BACK:
            self.read_last()

    def read_last(self) -> None:
        """Read what was answered last and tell those who wait for it, unless that is done. Never raises."""
        if self.unread is None:
            return
        (question, unread), self.unread = self.unread, None
        try:
            replies = unread.read()
            question.replied.set_result([] if self.over else [self.explain(reply) for reply in replies])
        except Exception as error:
            question.replied.set_exception(error)
        self.trial.ring()

    def draw(self, check: str, reported: dict[str, Any]) -> None:
        """A point of a training check's curve."""
        point = curve_point(reported)
        self.curves.setdefault(check, []).append(point)
        self.emit(Event("curve", self.job.submission, {"check": check, **point}))

    def explain(self, reply: Reply) -> Reply:
        """Add what the judge knows of an ending that the cell could not tell itself."""
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
