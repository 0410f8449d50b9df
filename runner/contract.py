"""What crosses between the web and a runner: plain data, versioned, and nothing else.

A `Job` goes to a runner, `Event`s come back while it works, one `Verdict` ends it. All three turn into
JSON objects and back; neither side needs the other's code beyond this file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

VERSION = 1
MAX_SOURCE_BYTES = 256 * 1024
QUEUES = {"cpu": "cpu", "cuda": "cuda"}
SETTLE_TASK = "labs.tasks.settle"
BEGIN_TASK = "labs.tasks.begin"
RESULTS_QUEUE = "results"
# A runner that has said nothing of an attempt for this long has lost it.
LEASE_SECONDS = 15.0


class Ending(StrEnum):
    """How a submission ended. Only PASSED is a pass; OURS means our fault, and nobody is blamed.

    REPORTED: a learner's own experiment came to its end. Its numbers are what its code says; nobody judged them.
    """

    PASSED = "passed"
    REPORTED = "reported"
    FAILED = "failed"
    RAISED = "raised"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    CANCELLED = "cancelled"
    OURS = "ours"


class Outcome(StrEnum):
    """How one check ended. NOT_RUN: an earlier check ended the cell. REPORTED: see `Ending`."""

    PASSED = "passed"
    REPORTED = "reported"
    FAILED = "failed"
    RAISED = "raised"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    NOT_RUN = "not_run"


class ContractError(ValueError):
    """A message that is not of this contract's shape or version."""


@dataclass(frozen=True)
class Job:
    """One submission to judge. `attempt` is the fencing token that the verdict must bring back.

    With `work` it is a learner's own experiment instead, which no lab judges (see runner/experiment.py):
    `{"kind": what it is for, "config": {...}, "seeds": [...]}`.
    """

    submission: int
    attempt: str
    lab: str
    source: str
    device: str = "cpu"
    version: int = VERSION
    work: dict[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        told = _fields(self)
        if self.work is None:  # a runner of before there was such work takes all other jobs as ever
            del told["work"]
        return told

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Job:
        _demand_version(data)
        return cls(**data)


@dataclass(frozen=True)
class CheckResult:
    """One check's end.

    `detail` holds what the page draws of the smallest failing case: `inputs`, `expected`, `got`, `where`,
    `difference` (see runner/judge.py). `output` is what the learner printed during the check, capped.
    """

    name: str
    title: str
    outcome: Outcome
    message: str = ""
    seconds: float = 0.0
    detail: dict[str, Any] = field(default_factory=dict)
    output: str = ""

    def to_json(self) -> dict[str, Any]:
        return _fields(self)


@dataclass(frozen=True)
class Diagnosis:
    """A recognised misconception: `name` is its file's name, `explanation` its docstring (Markdown)."""

    name: str
    title: str
    explanation: str


@dataclass(frozen=True)
class Event:
    """Something the page shows while a submission is judged; kind: started, check, curve or verdict."""

    kind: str
    submission: int
    data: dict[str, Any] = field(default_factory=dict)
    version: int = VERSION

    def to_json(self) -> dict[str, Any]:
        return _fields(self)


@dataclass(frozen=True)
class Verdict:
    """The end of one attempt. `seed` lets the owner replay it; `lab_digest` says which checks judged it."""

    submission: int
    attempt: str
    ending: Ending
    checks: list[CheckResult] = field(default_factory=list)
    diagnosis: Diagnosis | None = None
    message: str = ""
    seconds: float = 0.0
    seed: str = ""
    lab_digest: str = ""
    runner: str = ""
    isolation: str = ""
    version: int = VERSION

    def to_json(self) -> dict[str, Any]:
        diagnosis = _fields(self.diagnosis) if self.diagnosis else None
        return _fields(self) | {"checks": [check.to_json() for check in self.checks], "diagnosis": diagnosis}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Verdict:
        _demand_version(data)
        checks = [CheckResult(**{**c, "outcome": Outcome(c["outcome"])}) for c in data["checks"]]
        diagnosis = Diagnosis(**data["diagnosis"]) if data["diagnosis"] else None
        return cls(**{**data, "ending": Ending(data["ending"]), "checks": checks, "diagnosis": diagnosis})


def _fields(told: Job | CheckResult | Diagnosis | Event | Verdict) -> dict[str, Any]:
    """Its fields by name, not copied: `dataclasses.asdict` would copy every part of a check's detail."""
    return dict(vars(told))


def _demand_version(data: dict[str, Any]) -> None:
    if data.get("version") != VERSION:
        raise ContractError(f"This side speaks contract version {VERSION}, the message says {data.get('version')!r}.")
