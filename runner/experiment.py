"""A learner's own experiment: `run(config, seed) -> metrics`, once for each seed, each in a cell of its own.

The same wall as for a lab, and less trust in what comes back: there is no reference, so nothing is judged and nothing
passes. A seed that comes to its end has *reported*; its metrics and its curve are told as what the learner's code says.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from runner.checks import Check, case
from runner.contract import CheckResult, Ending, Event, Job, Outcome, Verdict
from runner.curves import thinned
from runner.grade import Emit, Run
from runner.judge import Call, ended_sentence, outcome_of, raised_sentence
from runner.lab import Lab, check_name, load_lab
from runner.sandbox.calls import Came, Reply, clean_text
from runner.sandbox.pool import Pool
from runner.sandbox.talk import finish
from runner.trial import Question, Trial

SHAPE = Path(__file__).parent / "experiments" / "own" / "run"
WHOLE_SECONDS = 1800.0  # all seeds together; one alone has what the shape's lab.toml allows
METRICS_KEPT = 50
NAME_CHARACTERS = 80
LARGEST = 1e100


class OneSeed(Trial):
    """What one seed is asked: a single call. Close it: it holds a buffer."""

    def __init__(self, lab: Lab, config: dict[str, Any], seed: int) -> None:
        super().__init__(lab, str(seed))
        shape = lab.checks[0]
        check: Check = type(f"Seed{seed}", (type(shape),), {"__doc__": f"Seed {seed}"})()
        self.question = Question(check, [Call(case(config=config, seed=seed))])
        self._drawn[0].set_result([self.question])


def run_experiment(
    job: Job, pool: Pool, *, emit: Emit = lambda _: None, cancelled: Callable[[], bool] = lambda: False
) -> Verdict:
    """Run every seed of a job's `work`, one after the other, until all are told, one does not load, or time is over.

    Never raises for what the learner's code does; our own faults end as `Ending.OURS`.
    """
    begun = time.perf_counter()
    work = job.work or {}
    verdict = Verdict(job.submission, job.attempt, Ending.OURS, lab_digest=digest(job))
    names = [[f"seed{seed}", f"Seed {seed}"] for seed in work.get("seeds", [])]
    emit(Event("started", job.submission, {"checks": names}))
    try:
        results, was_cancelled = run_seeds(job, pool, emit, cancelled, begun)
        ending = Ending.CANCELLED if was_cancelled else ending_of(results)
        message = next((one.message for one in results if one.message and one.outcome is not Outcome.NOT_RUN), "")
        verdict = replace(verdict, ending=ending, checks=results, message=message)
    except Exception as error:
        ours = f"Our own machinery failed ({type(error).__name__}: {error}). Nothing was held against you."
        verdict = replace(verdict, message=ours)
    return replace(verdict, seconds=time.perf_counter() - begun)


def digest(job: Job) -> str:
    """Names code and configuration together: two runs of one digest ran the same."""
    work = job.work or {}
    config = json.dumps(work.get("config", {}), sort_keys=True)
    return hashlib.sha256(f"{config}\0{job.source}".encode("utf-8", "replace")).hexdigest()


def ending_of(results: list[CheckResult]) -> Ending:
    """Reported only where every seed was; else how the first that was not has ended."""
    outcomes = [one.outcome for one in results]
    troubles = [one for one in outcomes if one not in (Outcome.REPORTED, Outcome.NOT_RUN)]
    if troubles:
        return Ending(troubles[0].value)
    return Ending.TIMED_OUT if Outcome.NOT_RUN in outcomes or not outcomes else Ending.REPORTED


def run_seeds(
    job: Job, pool: Pool, emit: Emit, cancelled: Callable[[], bool], begun: float
) -> tuple[list[CheckResult], bool]:
    """A result for each seed, and whether the learner stopped it."""
    work = job.work or {}
    results: list[CheckResult] = []
    over = was_cancelled = False
    for seed in work["seeds"]:
        blank = CheckResult(f"seed{seed}", f"Seed {seed}", Outcome.NOT_RUN)
        left = WHOLE_SECONDS - (time.perf_counter() - begun)
        if over or left <= 0:
            reason = "An earlier seed ended the run." if over else f"The {WHOLE_SECONDS / 60:.0f} minutes were used up."
            result = replace(blank, message=reason)
        else:
            result, loaded, was_cancelled = run_seed(job, pool, emit, cancelled, seed, left)
            over = was_cancelled or not loaded
        emit(Event("check", job.submission, result.to_json()))
        results.append(result)
    return results, was_cancelled


def run_seed(
    job: Job, pool: Pool, emit: Emit, cancelled: Callable[[], bool], seed: int, left: float
) -> tuple[CheckResult, bool, bool]:
    """One seed's result, whether the file loaded, and whether it was cancelled."""
    lab = load_lab(SHAPE)
    lab = replace(lab, limits=replace(lab.limits, seconds=min(lab.limits.seconds, left)))
    with contextlib.closing(OneSeed(lab, (job.work or {}).get("config", {}), seed)) as trial:
        run = Run(job, trial, pool, emit, cancelled)
        run.start()
        try:
            finish(run.talk())
            loading = run.loading.result()
            replies = trial.question.replied.result() if loading.outcome is Outcome.PASSED else []
        finally:
            run.stop()
    name, title = check_name(trial.question.check), f"Seed {seed}"
    if not replies:
        return replace(loading, name=name, title=title), False, run.was_cancelled
    result = told(replies[0], CheckResult(name, title, Outcome.REPORTED))
    if curve := run.curves.get(name):
        result = replace(result, detail={**result.detail, "curve": thinned(curve)})
    return result, True, run.was_cancelled


def told(reply: Reply, blank: CheckResult) -> CheckResult:
    """What one call came to: metrics as the code reports them, or why there are none."""
    blank = replace(blank, seconds=reply.seconds, output=reply.output)
    if reply.came is Came.RAISED:
        trace = {"traceback": reply.error.get("traceback", "")}
        return replace(blank, outcome=outcome_of(reply), message=raised_sentence(reply.error), detail=trace)
    if reply.came is not Came.BACK:
        return replace(blank, outcome=outcome_of(reply), message=ended_sentence(reply))
    metrics, problem = metrics_of(reply.value)
    if problem:
        return replace(blank, outcome=Outcome.FAILED, message=problem)
    return replace(blank, detail={"metrics": metrics})


def metrics_of(value: Any) -> tuple[dict[str, float], str]:
    """The metrics by name as plain finite numbers; or why they cannot be kept."""
    if not isinstance(value, dict) or not value:
        return {}, "`run` must return its metrics as a dict, such as `{'accuracy': 0.91}`."
    if len(value) > METRICS_KEPT:
        return {}, f"`run` returned {len(value)} metrics; up to {METRICS_KEPT} are kept."
    metrics: dict[str, float] = {}
    for name, number in value.items():
        label = clean_text(str(name))[:NAME_CHARACTERS]
        plain = number.item() if isinstance(number, np.ndarray) and number.size == 1 else number
        if isinstance(plain, bool) or not isinstance(plain, (int, float)):
            return {}, f"The metric `{label}` is no number."
        if not isfinite(plain) or abs(plain) > LARGEST:
            return {}, f"The metric `{label}` is not a finite number: this seed diverged."
        metrics[label] = float(plain)
    return metrics, ""
