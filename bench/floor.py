"""The floor: load, probe and compare in one process without any isolation, reference after submission."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from runner.checks import Case, Layout, Observation
from runner.judge import Call, findings_of
from runner.lab import Lab
from runner.sandbox.calls import Came, Reply
from runner.sandbox.cell import load_module, widened
from runner.sandbox.wire import laid_out
from runner.trial import questions, single_precision


def floor(lab: Lab, source: str, seed: str) -> bool:
    """Judge in this very process; True where every check passes."""
    probes: dict[str, Any] = {}
    exec(compile(lab.probes, "probes.py", "exec"), probes)
    learner, reference = load_module(source), load_module(lab.reference)
    right = True
    for index, check in enumerate(lab.checks):
        owner = next(c for c in type(check).__mro__ if "probe" in vars(c))
        probe = reporting_nowhere(probes[f"probe_{owner.__name__}"])
        for call in [c for q in questions(check, seed, index) for c in q.calls]:
            right &= _answer(lab, check, call, probe, learner, reference)
    return right


def reporting_nowhere(probe: Callable[..., Any]) -> Callable[..., Any]:
    """A probe that draws a live curve, given a `report` that draws none."""
    if "report" not in inspect.signature(probe).parameters:
        return probe
    return partial(probe, report=lambda step, **numbers: None)


def _answer(lab: Lab, check: Any, call: Call, probe: Any, learner: Any, reference: Any) -> bool:
    inputs = made(lab, call.case)
    reply = Reply(Came.BACK, plain(probe(learner, **inputs)), plain(inputs))
    expected = None
    if check.needs_reference:
        expected = Observation(plain(probe(reference, **made(lab, call.case))))
        if single_precision(call.case.inputs):
            wide = Case({k: widened(bare(v)) for k, v in call.case.inputs.items()})
            expected = replace(expected, precise=plain(probe(reference, **made(lab, wide))))
    return not findings_of(check, call.case, reply, expected, call.repeats)


def made(lab: Lab, case: Case) -> dict[str, Any]:
    """A case's inputs as the probe gets them."""
    return {name: converted(bare(value), lab.framework) for name, value in case.inputs.items()}


def bare(value: Any) -> Any:
    if isinstance(value, Layout):
        return laid_out(value.array, value.order)
    return value


def converted(value: Any, framework: str) -> Any:
    if isinstance(value, dict):
        return {k: converted(v, framework) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(converted(v, framework) for v in value)
    if isinstance(value, np.ndarray):
        if framework != "torch":
            return value.copy()
        import torch

        return torch.from_numpy(value.copy())
    return value


def plain(value: Any) -> Any:
    """Tensors as arrays, everything else as it is."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(plain, value))
    torch = sys.modules.get("torch")
    return value.detach().numpy() if torch is not None and isinstance(value, torch.Tensor) else value
