"""Is a lab's judge right from both sides? What is correct must pass, what is wrong must fail and be named.

For each lab: the reference under several seeds and every accepted way pass; the starter fails; each misconception
fails and is diagnosed as itself; no case can be passed by a trivial answer.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from runner.checks import Check, Layout, Observation
from runner.contract import Ending, Job, Outcome, Verdict
from runner.grade import grade
from runner.judge import Call, findings_of
from runner.lab import Lab, check_name
from runner.reference import Reference
from runner.sandbox.calls import Came, Reply, SandboxError
from runner.sandbox.pool import Pool
from runner.trial import Trial

Judge = Callable[[str, str], Verdict]  # (source, seed) -> verdict


@dataclass(frozen=True)
class Finding:
    """One thing tried: `kind` is reference, accepted, starter, misconception or trivial; ok, or a sentence why not."""

    kind: str
    name: str
    ok: bool
    message: str = ""


@dataclass
class Report:
    """All that was tried on one lab."""

    lab: str
    device: str
    findings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0
    judged_seconds: float = 0.0  # the reference's whole judgement, the median over the seeds

    @property
    def ok(self) -> bool:
        return all(f.ok for f in self.findings)

    def count(self, kind: str) -> int:
        return sum(f.kind == kind for f in self.findings)


def seed_number(n: int) -> str:
    """A reproducible seed for the n-th run of an audit."""
    return f"{n + 1:032x}"


def audit(lab: Lab, pool: Pool, *, device: str = "cpu", seeds: int = 3, one_mistake_in: int = 1) -> Report:
    """Try everything the lab's folder promises; never raises for what the lab does wrong.

    The reference is judged under as many `seeds`; `one_mistake_in` leaves out the other misconceptions.
    """
    start = time.perf_counter()
    report = Report(lab.slug, device)

    judged: list[float] = []

    def judge(source: str, seed: str) -> Verdict:
        verdict = grade(Job(0, "audit", lab.slug, source, device), lab, pool, seed=seed)
        if source is lab.reference:
            judged.append(verdict.seconds)
        return verdict

    for part in (
        _reference(lab, judge, seeds),
        _accepted(lab, judge),
        _starter(lab, judge),
        _misconceptions(lab, judge, one_mistake_in),
    ):
        report.findings.extend(part)
    report.findings.extend(trivial_answers(lab, pool, device))
    report.judged_seconds = statistics.median(judged)
    report.seconds = time.perf_counter() - start
    return report


def _reference(lab: Lab, judge: Judge, seeds: int) -> Iterator[Finding]:
    for n in range(seeds):
        verdict = judge(lab.reference, seed_number(n))
        yield Finding("reference", f"seed {n + 1}", verdict.ending is Ending.PASSED, _why(verdict))


def _accepted(lab: Lab, judge: Judge) -> Iterator[Finding]:
    for name, source in lab.accepted.items():
        verdict = judge(source, seed_number(0))
        yield Finding("accepted", name, verdict.ending is Ending.PASSED, _why(verdict))
    if not lab.accepted:
        yield Finding("accepted", "", False, "accepted/ holds no other correct way.")


def _starter(lab: Lab, judge: Judge) -> Iterator[Finding]:
    verdict = judge(lab.starter, seed_number(0))
    yield Finding("starter", "starter.py", verdict.ending is Ending.FAILED, f"It ended as {verdict.ending}.")


def _misconceptions(lab: Lab, judge: Judge, one_in: int) -> Iterator[Finding]:
    for name, source in list(lab.misconceptions.items())[::one_in]:
        verdict = judge(source, seed_number(0))
        named = verdict.diagnosis.name if verdict.diagnosis else ""
        if verdict.ending not in (Ending.FAILED, Ending.OUT_OF_MEMORY):
            yield Finding("misconception", name, False, f"It ended as {verdict.ending}. {_why(verdict)}")
        else:
            yield Finding(
                "misconception", name, named == name, "" if named == name else f"Diagnosed as {named or 'nothing'}."
            )
    if len(lab.misconceptions) < 3:
        yield Finding(
            "misconception", "", False, f"misconceptions/ holds {len(lab.misconceptions)}, at least 3 are asked."
        )


def _why(verdict: Verdict) -> str:
    wrong = [c for c in verdict.checks if c.outcome not in (Outcome.PASSED, Outcome.NOT_RUN)]
    return f"{wrong[0].name}: {wrong[0].message}" if wrong else verdict.message


# --- trivial answers ----------------------------------------------------------------------------------------------


def trivial_answers(lab: Lab, pool: Pool, device: str = "cpu") -> Iterator[Finding]:
    """A case that zeros, ones, noise, or a copy of an input would pass proves nothing: each is named."""
    with Trial(lab, seed_number(0)) as trial:
        try:
            Reference(trial, pool, device).run()
        except SandboxError as error:
            yield Finding("trivial", "", False, str(error))
            return
        for check, group in trial.checks:
            if check.needs_reference:
                yield from _trivial_for(check, [c for q in group for c in q.calls if not c.repeats])


def _trivial_for(check: Check, calls: list[Call]) -> Iterator[Finding]:
    name = check_name(check)
    for position, call in enumerate(calls):
        expected = call.expected
        if expected is None or not _has_floats(expected.value):
            continue
        fooled = [kind for kind, answer in _answers(call, expected) if _passes(check, call, answer, expected)]
        yield Finding(
            "trivial", f"{name} case {position + 1}", not fooled, f"{', '.join(fooled)} would pass." if fooled else ""
        )


def _passes(check: Check, call: Call, answer: Any, expected: Observation) -> bool:
    return not findings_of(check, call.case, Reply(Came.BACK, answer, _bare(call.case.inputs)), expected)


def _bare(value: Any) -> Any:
    """Inputs as they come back from a call that leaves them alone."""
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(_bare, value))
    return value.array if isinstance(value, Layout) else value


def _answers(call: Call, expected: Observation) -> Iterator[tuple[str, Any]]:
    rng = np.random.default_rng(0)
    yield "zeros", _replace(expected.value, np.zeros_like)
    yield "ones", _replace(expected.value, np.ones_like)
    yield "random numbers", _replace(expected.value, lambda a: rng.normal(size=a.shape).astype(a.dtype))
    for name, array in _arrays_of(call.case.inputs):
        yield f"a copy of {name}", _replace(expected.value, partial(_in_place_of, array))


def _in_place_of(copied: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """The copied array where it has the shape that is asked, zeros elsewhere."""
    return copied.astype(asked.dtype) if copied.shape == asked.shape else np.zeros_like(asked)


def _replace(value: Any, change: Callable[[np.ndarray], np.ndarray]) -> Any:
    if isinstance(value, dict):
        return {k: _replace(v, change) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_replace(v, change) for v in value)
    if isinstance(value, float):
        return float(change(np.asarray(value)))
    return change(value) if isinstance(value, np.ndarray) and value.dtype.kind == "f" else value


def _has_floats(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_has_floats, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(_has_floats, value))
    return isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.size > 0)


def _arrays_of(inputs: dict[str, Any]) -> Iterator[tuple[str, np.ndarray]]:
    for name, value in inputs.items():
        array = value.array if isinstance(value, Layout) else value
        if isinstance(array, np.ndarray) and array.dtype.kind == "f":
            yield name, array
