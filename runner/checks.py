"""The words a lab's checks.py is written in.

A check is a class: its docstring is what the learner reads, `cases` draws inputs in the judge from the secret
seed, `probe` runs in the cell and calls the learner's names, `judge` compares in the judge. The last defaults to
agreement with the reference under `tolerance`.

`probe` is sent to the cell as source, together with the module-level functions and constants it names. It must
import what it needs inside itself; `cases` and `judge` never leave the judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np

from runner.compare import Difference, Tolerance, agree

__all__ = ["Case", "Check", "Difference", "Kind", "Observation", "Tolerance", "agree", "case", "gaps", "transposed"]

Rng = np.random.Generator


class Kind(StrEnum):
    """What a check is about; the page groups by it and the audit decides by it which trivial answers to try."""

    FORWARD = "forward"
    GRADIENT = "gradient"
    INVARIANT = "invariant"
    STATE = "state"
    TRAINING = "training"
    COST = "cost"
    STRUCTURE = "structure"


@dataclass(frozen=True)
class Case:
    """One call of a probe: `inputs` go to the cell, `hidden` stays with the judge."""

    inputs: dict[str, Any]
    hidden: dict[str, Any] = field(default_factory=dict)

    def hiding(self, **hidden: Any) -> Case:
        """The same case with values only `judge` sees, such as held-out labels."""
        return Case(self.inputs, {**self.hidden, **hidden})

    def __getitem__(self, name: str) -> Any:
        return self.hidden[name] if name in self.hidden else self.inputs[name]


def case(**inputs: Any) -> Case:
    """A case whose inputs are passed to the probe by name."""
    return Case(inputs)


@dataclass(frozen=True)
class Layout:
    """An array that the cell receives with other strides than C order: `transposed` or `gaps`."""

    array: np.ndarray
    order: str


def transposed(array: np.ndarray) -> Layout:
    """The same values, handed over in Fortran order: non-contiguous for rank two and more."""
    return Layout(array, "F")


def gaps(array: np.ndarray) -> Layout:
    """The same values as every other element of a larger buffer: non-contiguous at any rank from one."""
    return Layout(array, "gaps")


@dataclass(frozen=True)
class Observation:
    """What came back of one call: the probe's `value`, and the judge's own clock around it, in seconds.

    `precise` is the reference's value for the same case in float64, where it could be computed.
    """

    value: Any
    seconds: float = 0.0
    precise: Any = None


class Check:
    """Base of every check. Subclasses in a lab's checks.py are run in the order they are written."""

    kind: Kind = Kind.FORWARD
    tolerance: Tolerance = Tolerance()
    pure: bool = True  # one case, chosen by the seed, is asked a second time and must agree again
    keeps_inputs: bool = True  # an input changed by the call fails the check
    needs_reference: bool = True  # False where only `judge` decides, as for a trained model
    separately: bool = False  # each case is a request of its own, so that its `seconds` are its own: for cost checks
    seconds: float | None = None  # a wall-clock limit of its own, within the lab's

    def cases(self, rng: Rng) -> Iterator[Case]:
        """Draw the cases, small ones first. Runs in the judge with the secret seed."""
        raise NotImplementedError

    @staticmethod
    def probe(code: Any, **inputs: Any) -> Any:
        """Call the learner's module `code` and return what was seen. Runs in the cell."""
        raise NotImplementedError

    def judge(self, case: Case, got: Observation, expected: Observation | None) -> Iterable[Difference | str]:
        """What is wrong with `got`; nothing where it is right. Runs in the judge."""
        assert expected is not None, f"{type(self).__name__} needs no reference, so it must judge by itself"
        return agree(got.value, expected.value, self.tolerance, expected.precise)
