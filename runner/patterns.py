"""Slips that are recognised without a stored misconception: how wrong answers relate to the right ones.

Each pattern states a fact about every failing case, verified by the check's own judgement on the answer with that one
slip undone. What holds on some cases only is not said.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from runner.checks import Check, Layout
from runner.contract import Diagnosis
from runner.judge import Call, findings_of
from runner.sandbox.calls import Came

LEAST_NUMBERS = 3  # that must fit a factor or an offset: through fewer, one always goes
SAME = 1e-4  # relative distance of two estimates of one factor
MOST_AXES = 4
TRAINING_FLAGS = ("train", "training", "is_training")

WORDS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "slips.toml").read_text(encoding="utf-8"))

Undo = Callable[[np.ndarray, np.ndarray], np.ndarray]  # (got, expected) -> got without the slip


def slip(name: str, **facts: object) -> Diagnosis:
    """A diagnosis in the words of slips.toml."""
    words = WORDS[name]
    return Diagnosis(name, words["title"].format(**facts), " ".join(words["explanation"].format(**facts).split()))


@dataclass(frozen=True)
class Failing:
    """A call that fails, with the check it belongs to."""

    check: Check
    call: Call

    def passes(self, undo: Undo) -> bool:
        """Whether the answer would be right with the slip undone in each part that is wrong."""
        expected, reply = self.call.expected, self.call.reply
        if expected is None or reply is None or reply.came is not Came.BACK:
            return False
        try:
            with np.errstate(all="ignore"):
                mended = _mended(reply.value, expected.value, undo)
        except (ValueError, TypeError, IndexError, LookupError, OverflowError):
            return False
        return not findings_of(self.check, self.call.case, replace(reply, value=mended), expected, self.call.repeats)

    def numbers(self) -> tuple[np.ndarray, np.ndarray]:
        """All numbers of the wrong parts, got and expected, as two vectors of float64."""
        assert self.call.expected is not None and self.call.reply is not None
        pairs = list(_wrong_leaves(self.call.reply.value, self.call.expected.value))
        if not pairs or any(got.shape != expected.shape for got, expected in pairs):
            return np.zeros(0), np.zeros(0)
        got, expected = (np.concatenate([np.asarray(p[i], np.float64).ravel() for p in pairs]) for i in (0, 1))
        kept = np.isfinite(got) & np.isfinite(expected)
        return got[kept], expected[kept]


def recognise(failing: Sequence[Failing], asked: Sequence[Failing]) -> Diagnosis | None:
    """The first pattern that every failing call shows; `asked` are all calls of the failing checks."""
    if not failing:
        return None
    if all(f.call.repeats for f in failing):
        return slip("first-call-only")
    if flag := _training_only(failing, asked):
        return flag
    if not all(f.call.reply is not None and f.call.reply.came is Came.BACK and f.call.expected for f in failing):
        return None
    if all(_only_changes_inputs(f) for f in failing):
        return slip("changes-its-input")
    for diagnosis, undo in itertools.chain(SIMPLE, _factors(failing), AXES, _offsets(failing)):
        if all(f.passes(undo) for f in failing):
            return diagnosis
    return None


# --- walking through two observations at once ---------------------------------------------------------------------


def _mended(got: Any, expected: Any, undo: Undo) -> Any:
    if isinstance(expected, dict):
        return {name: _mended(got[name], value, undo) for name, value in expected.items()}
    if isinstance(expected, (list, tuple)):
        return [_mended(g, e, undo) for g, e in zip(got, expected, strict=True)]
    if not _numeric(got) or not _numeric(expected) or _close(got, expected):
        return got
    mended = undo(np.asarray(got), np.asarray(expected))
    return mended if isinstance(expected, np.ndarray) else mended.item()


def _wrong_leaves(got: Any, expected: Any) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    if isinstance(expected, dict) and isinstance(got, dict):
        for name in expected.keys() & got.keys():
            yield from _wrong_leaves(got[name], expected[name])
    elif isinstance(expected, (list, tuple)) and isinstance(got, (list, tuple)):
        for g, e in zip(got, expected, strict=False):
            yield from _wrong_leaves(g, e)
    elif _numeric(got) and _numeric(expected) and not _close(got, expected):
        yield np.asarray(got), np.asarray(expected)


def _numeric(value: Any) -> bool:
    if isinstance(value, (bool, np.bool_)):
        return False
    return isinstance(value, (int, float)) or (isinstance(value, np.ndarray) and value.dtype.kind in "fiu")


def _close(got: Any, expected: Any) -> bool:
    one, other = np.asarray(got), np.asarray(expected)
    if one.shape != other.shape or one.dtype != other.dtype:
        return False
    scale = float(np.abs(other[np.isfinite(other)]).max(initial=0.0))
    return bool(np.allclose(one, other, rtol=1e-5, atol=1e-7 * scale, equal_nan=True))


# --- what a call was given ----------------------------------------------------------------------------------------


def _only_changes_inputs(failing: Failing) -> bool:
    reply, expected = failing.call.reply, failing.call.expected
    assert reply is not None
    untouched = {name: _bare(value) for name, value in failing.call.case.inputs.items()}
    kept = replace(reply, inputs_after=untouched)
    return not findings_of(failing.check, failing.call.case, kept, expected, failing.call.repeats)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(_bare, value))
    return value.array if isinstance(value, Layout) else value


def _training_only(failing: Sequence[Failing], asked: Sequence[Failing]) -> Diagnosis | None:
    """Whether all that fails was called in training mode and all that was called in evaluation mode passes."""
    for flag in TRAINING_FLAGS:
        modes = [f.call.case.inputs.get(flag) for f in failing]
        passing = [f.call.case.inputs.get(flag) for f in asked if not f.call.findings]
        for mode, name in ((True, "wrong-in-training"), (False, "wrong-in-evaluation")):
            if all(m is mode for m in modes) and any(p is (not mode) for p in passing) and mode not in passing:
                return slip(name)
    return None


# --- patterns whose size is read off the numbers ------------------------------------------------------------------


def _factors(failing: Sequence[Failing]) -> Iterator[tuple[Diagnosis, Undo]]:
    """One factor for all failing calls, or one that is the size of some input's axis in each of them."""
    ratios = [_ratio(*f.numbers()) for f in failing]
    if any(r is None for r in ratios):
        return
    found = [r for r in ratios if r is not None]
    count = sum(f.numbers()[0].size for f in failing)
    if count >= LEAST_NUMBERS and max(found) - min(found) <= SAME * abs(max(found, key=abs)):
        ratio = _nice(found[0])
        words = str(ratio) if isinstance(ratio, Fraction) else f"{ratio:.6g}"
        yield slip("constant-factor", factor=words), lambda got, expected: _as(got / float(ratio), expected)
    elif len(failing) > 1 and (named := _size_behind(failing, found)):
        yield slip("factor-of-a-size", size="".join(named)), _without_its_factor


def _size_behind(failing: Sequence[Failing], ratios: Sequence[float]) -> tuple[str, str] | None:
    """The input axis whose size is the factor, and how: the same one in all failing calls."""
    sizes = [dict(_axes(f.call.case.inputs)) for f in failing]
    for name in sizes[0]:
        for words, power in (("", 1.0), ("1 / ", -1.0), ("the root of ", 0.5), ("1 / the root of ", -0.5)):
            if all(name in s and abs(r - s[name] ** power) <= SAME * r for s, r in zip(sizes, ratios, strict=True)):
                return words, name
    return None


def _axes(inputs: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for name, value in inputs.items():
        bare = _bare(value)
        if isinstance(bare, np.ndarray):
            yield from ((f"the length of axis {axis} of `{name}`", n) for axis, n in enumerate(bare.shape))
            yield f"the number of elements of `{name}`", bare.size


def _without_its_factor(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    ratio = _ratio(np.asarray(got, np.float64).ravel(), np.asarray(expected, np.float64).ravel())
    return _as(got / (ratio or 1.0), expected)


def _ratio(got: np.ndarray, expected: np.ndarray) -> float | None:
    """got = ratio x expected, in least squares; None where that says nothing."""
    below = float(expected @ expected)
    ratio = float(got @ expected) / below if below > 0 else 0.0
    fits = ratio != 0 and np.allclose(got, ratio * expected, rtol=1e-3, atol=1e-4 * float(np.abs(got).max(initial=0)))
    return ratio if fits else None


def _nice(ratio: float) -> Fraction | float:
    near = Fraction(ratio).limit_denominator(64)
    return near if near and abs(float(near) - ratio) <= SAME * abs(ratio) else ratio


def _offsets(failing: Sequence[Failing]) -> Iterator[tuple[Diagnosis, Undo]]:
    differences = np.concatenate([got - expected for got, expected in (f.numbers() for f in failing)])
    if differences.size < LEAST_NUMBERS or not np.allclose(differences, differences[0], rtol=SAME, atol=0):
        return
    offset = float(differences[0])
    words = f"{abs(offset):.6g} too {'large' if offset > 0 else 'small'}"
    yield slip("constant-offset", offset=words), lambda got, expected: _as(got - np.asarray(offset), expected)


def _as(value: np.ndarray, expected: np.ndarray) -> np.ndarray:
    rounded = np.rint(value) if expected.dtype.kind in "iu" else value
    return np.asarray(rounded).astype(expected.dtype)


# --- patterns with a name -----------------------------------------------------------------------------------------


def _cast(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    if got.dtype == expected.dtype:
        raise ValueError
    return got.astype(expected.dtype)


def _reshaped(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    if got.ndim == expected.ndim:
        raise ValueError
    return got.reshape(expected.shape)


def _swapped_last(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(np.swapaxes(got, -1, -2))


def _permuted(order: Sequence[int]) -> tuple[Diagnosis, Undo]:
    def undo(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
        return np.ascontiguousarray(np.transpose(got, order))

    return slip("axes-swapped", axes=", ".join(map(str, np.argsort(order))), last=len(order) - 1), undo


def _flipped(axis: int) -> tuple[Diagnosis, Undo]:
    return slip("reversed", axis=axis), lambda got, expected: np.flip(got, axis).copy()


def _shifted(axis: int, by: int) -> tuple[Diagnosis, Undo]:
    def undo(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
        if got.shape != expected.shape or got.shape[axis] < LEAST_NUMBERS:
            raise ValueError
        rolled, border = np.roll(got, -by, axis), [slice(None)] * got.ndim
        border[axis] = slice(-1, None) if by > 0 else slice(0, 1)
        rolled[tuple(border)] = expected[tuple(border)]  # what the shift pushed out is not known
        return rolled

    return slip("shifted-by-one", axis=axis, where="later" if by > 0 else "earlier"), undo


def _orders() -> Iterator[tuple[int, ...]]:
    for n in range(3, MOST_AXES + 1):
        yield from (order for order in itertools.permutations(range(n)) if list(order) != sorted(order))


SIMPLE: list[tuple[Diagnosis, Undo]] = [
    (slip("dtype"), _cast),
    (slip("shape"), _reshaped),
    (slip("sign"), lambda got, expected: -got),
]
AXES: list[tuple[Diagnosis, Undo]] = [
    (slip("transposed"), _swapped_last),
    *map(_permuted, _orders()),
    *map(_flipped, range(MOST_AXES)),
    *(_shifted(axis, by) for axis in range(MOST_AXES) for by in (1, -1)),
]
