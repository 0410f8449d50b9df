"""Agreement of two observations: exact structure, shape and dtype, then values within a tolerance.

Nothing is ever broadcast: a scalar where a matrix is asked is a difference, not a match.
"""

from __future__ import annotations

import reprlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from runner.evidence import Pair

TEXT_CHARACTERS = 2000
SHOWN_NAMES = 12
SHOWN_PARTS = 20  # of a container; more are shortened in one line
ROUNDING_SHARE = 1e-6  # of an observation's largest value: what is smaller is rounding beside it

# Relative and absolute floors by dtype. A correct solution by another algorithm differs from the float64 answer by a
# few dozen units in the last place; a wrong one by orders of magnitude more than these.
FLOORS = {
    "float16": (5e-3, 5e-4),
    "float32": (2e-5, 2e-6),
    "complex64": (2e-5, 2e-6),
    "float64": (1e-7, 1e-9),
    "complex128": (1e-7, 1e-9),
}


@dataclass(frozen=True)
class Tolerance:
    """How far a value may lie from the reference.

    Allowed at element i: `factor` x the largest error the reference itself makes in its own precision (known where it
    was also run in float64) + `rtol` x |expected_i| + `atol` x min(1, largest |expected|). Left `None`, `rtol` and
    `atol` follow the dtype. An array that is next to nothing beside the rest of its observation (a gradient that is
    zero but for rounding) gets its floor from the rest: `background` is set by `agree`.
    """

    rtol: float | None = None
    atol: float | None = None
    factor: float = 16.0
    any_dtype: bool = False
    background: float = 0.0

    def allowed(self, expected: np.ndarray, precise: np.ndarray, dtype: np.dtype[Any]) -> np.ndarray:
        """The allowed distance for each element, an array of `expected`'s shape."""
        rtol, atol = FLOORS.get(dtype.name, (0.0, 0.0))
        rtol = rtol if self.rtol is None else self.rtol
        atol = atol if self.atol is None else self.atol
        finite = np.isfinite(precise) & np.isfinite(expected)
        magnitude = np.where(finite, np.abs(precise), 0.0)
        own_error = np.abs(np.where(finite, expected, 0.0) - np.where(finite, precise, 0.0)).max(initial=0.0)
        scale = max(magnitude.max(initial=0.0), self.background)
        floor = atol * min(1.0, scale) if scale > 0 else atol
        return np.asarray(self.factor * own_error + rtol * magnitude + floor)


@dataclass(frozen=True)
class Difference:
    """One way in which an observation is not the one asked for. `detail` is what the page draws."""

    message: str
    detail: dict[str, Any] = field(default_factory=dict)


def agree(got: Any, expected: Any, tolerance: Tolerance | None = None, precise: Any = None) -> list[Difference]:
    """All differences between `got` and `expected`; an empty list where they agree.

    `precise` is the same observation of the reference run in float64, where there is one: then it is the
    answer, and `expected` only tells shape, dtype and the reference's own rounding error.
    """
    if identical(got, expected):  # off by the reference's own rounding error, and that is allowed many times over
        return []
    answer = expected if precise is None else precise
    tolerance = replace(tolerance or Tolerance(), background=ROUNDING_SHARE * _largest(answer))
    return list(_differences(got, expected, answer, tolerance, ""))


def identical(one: Any, other: Any) -> bool:
    """Whether two observations are the same to the last bit; most right answers are, and need no closer look."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return bool(one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes())
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(identical(one[name], other[name]) for name in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(identical, one, other))
    return bool(one == other)


def _largest(value: Any) -> float:
    """The largest finite magnitude in an observation."""
    if isinstance(value, dict):
        return max(map(_largest, value.values()), default=0.0)
    if isinstance(value, (list, tuple)):
        return max(map(_largest, value), default=0.0)
    if not isinstance(value, (np.ndarray, np.generic, float)) or np.asarray(value).dtype.kind not in "fc":
        return 0.0
    magnitude = np.abs(np.asarray(value, dtype=np.complex128 if np.iscomplexobj(value) else np.float64))
    return float(magnitude[np.isfinite(magnitude)].max(initial=0.0))


def _differences(got: Any, expected: Any, precise: Any, tolerance: Tolerance, path: str) -> Iterator[Difference]:
    if isinstance(expected, dict):
        yield from _dict_differences(got, expected, precise, tolerance, path)
    elif isinstance(expected, (list, tuple)):
        yield from _sequence_differences(got, expected, precise, tolerance, path)
    elif _is_number(expected):
        yield from _number_differences(got, expected, precise, tolerance, path)
    elif isinstance(expected, np.ndarray):
        yield from _array_differences(got, expected, precise, tolerance, path)
    elif type(got) is not type(expected) or got != expected:
        yield _plain(path, got, expected)


def _dict_differences(
    got: Any, expected: dict[str, Any], precise: Any, tol: Tolerance, path: str
) -> Iterator[Difference]:
    if not isinstance(got, dict):
        yield _plain(path, got, expected)
        return
    missing, extra = sorted(set(expected) - set(got)), sorted(set(got) - set(expected))
    if missing or extra:
        words = [f"missing {_few(missing)}"] if missing else []
        words += [f"not asked for: {_few(extra)}"] if extra else []
        yield Difference(_say(path, "the names differ: " + "; ".join(words)))
        return
    for name, value in expected.items():
        yield from _differences(got[name], value, precise[name], tol, f"{path}.{name}" if path else str(name))


def _sequence_differences(got: Any, expected: Any, precise: Any, tol: Tolerance, path: str) -> Iterator[Difference]:
    if not isinstance(got, (list, tuple)):
        yield _plain(path, got, expected)
    elif len(got) != len(expected):
        yield Difference(_say(path, f"{len(expected)} values are asked for, {len(got)} came back"))
    else:
        for i, value in enumerate(expected):
            yield from _differences(got[i], value, precise[i], tol, f"{path}[{i}]")


def _is_number(value: Any) -> bool:
    return isinstance(value, (bool, int, float, complex, np.generic)) or (
        isinstance(value, np.ndarray) and value.ndim == 0
    )


def _number_differences(got: Any, expected: Any, precise: Any, tol: Tolerance, path: str) -> Iterator[Difference]:
    if not _is_number(got):
        yield _plain(path, got, expected, "a single number is asked for")
        return
    got_value, value = np.asarray(got), np.asarray(expected)
    if (got_value.dtype.kind == "b") != (value.dtype.kind == "b"):
        yield _plain(path, got, expected)
        return
    if (
        isinstance(got, np.ndarray)
        and isinstance(expected, np.ndarray)
        and not tol.any_dtype
        and got.dtype != value.dtype
    ):
        yield _other_form(path, f"dtype {got.dtype} where {value.dtype} is asked", got, expected)
        return
    kind = value.dtype if value.dtype.kind in "fc" else np.dtype("float64")
    yield from _value_differences(got_value, value, np.asarray(precise), tol, path, kind)


def _array_differences(got: Any, expected: np.ndarray, precise: Any, tol: Tolerance, path: str) -> Iterator[Difference]:
    if not isinstance(got, np.ndarray):
        yield _plain(path, got, expected, f"an array of shape {expected.shape} is asked for")
        return
    if got.shape != expected.shape:
        yield _other_form(path, f"shape {got.shape} where {expected.shape} is asked", got, expected)
        return
    if got.dtype != expected.dtype and not tol.any_dtype:
        yield _other_form(path, f"dtype {got.dtype} where {expected.dtype} is asked", got, expected)
        return
    yield from _value_differences(got, expected, np.asarray(precise), tol, path, expected.dtype)


def _value_differences(
    got: np.ndarray, expected: np.ndarray, precise: np.ndarray, tol: Tolerance, path: str, dtype: np.dtype[Any]
) -> Iterator[Difference]:
    if expected.dtype.kind not in "fcbiu" or got.dtype.kind not in "fcbiu":
        if not np.array_equal(got, expected):
            yield _plain(path, got, expected)
        return
    wide = np.complex128 if "c" in (got.dtype.kind, expected.dtype.kind) else np.float64
    g, e, p = (a.astype(wide) for a in (got, expected, precise))
    with np.errstate(all="ignore"):
        distance = np.abs(g - p)
        same = np.where(np.isfinite(g) & np.isfinite(p), distance <= tol.allowed(e, p, dtype), _same_nonfinite(g, p))
    if same.all():
        return
    yield _value_difference(g, p, distance, ~same, path, Pair(got, precise, ~same))


def _same_nonfinite(g: np.ndarray, p: np.ndarray) -> np.ndarray:
    return np.asarray((np.isnan(g) & np.isnan(p)) | (g == p))


def _other_form(path: str, words: str, got: np.ndarray, expected: np.ndarray) -> Difference:
    """A tensor of another shape or dtype than asked: there is no element to put beside another."""
    form = [["shape", str(expected.shape), str(got.shape)], ["dtype", expected.dtype.name, got.dtype.name]]
    return Difference(
        _say(path, words), {"expected": show(expected), "got": show(got), "difference": words, "form": form}
    )


def _value_difference(
    g: np.ndarray, p: np.ndarray, distance: np.ndarray, wrong: np.ndarray, path: str, pair: Pair
) -> Difference:
    badness = np.where(wrong, np.where(np.isfinite(distance), distance, np.inf), -1.0)
    index = np.unravel_index(int(np.argmax(badness)), badness.shape)
    where = f" at {list(map(int, index))}" if g.ndim else ""
    count = f"{int(wrong.sum())} of {wrong.size} values differ; the worst" if g.size > 1 else "the value"
    off = f", off by {distance[index]:.3g}" if np.isfinite(distance[index]) else ""
    message = _say(path, f"{count}{where}: got {g[index]:.6g}, expected {p[index]:.6g}{off}")
    detail: dict[str, Any] = {
        "where": f"{path}{list(map(int, index)) if g.ndim else ''}",
        "expected": show(p),
        "got": show(g),
        "difference": f"{distance[index]:.3g}",
        "tensor": pair,
    }
    return Difference(message, detail)


class _Shortener(reprlib.Repr):
    """`repr` that stops early: an observation may hold thousands of arrays, and numbers of thousands of digits."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlist = self.maxtuple = self.maxdict = SHOWN_PARTS
        self.maxstring = self.maxother = self.maxlong = TEXT_CHARACTERS

    def repr_int(self, x: int, level: int) -> str:
        return super().repr_int(x, level) if x.bit_length() < 4096 else f"a whole number of {x.bit_length()} bits"

    def repr_ndarray(self, x: np.ndarray, level: int) -> str:
        return np.array_repr(x) if x.size <= SHOWN_PARTS else f"array of shape {x.shape}, {x.dtype}"


_shortener = _Shortener()


def show(value: Any) -> str:
    """A value as a learner reads it, shortened; the parts of a container under one another."""
    if isinstance(value, np.ndarray):
        text = np.array2string(value, precision=5, threshold=120, edgeitems=3, max_line_width=88, suppress_small=False)
        if value.ndim and value.size > 120:
            text += f"\nshape {value.shape}"
    elif isinstance(value, dict) and len(value) <= SHOWN_PARTS and any(map(_is_large, value.values())):
        text = "\n".join(f"{name}:\n{show(part)}" for name, part in value.items())
    elif isinstance(value, (list, tuple)) and len(value) <= SHOWN_PARTS and any(map(_is_large, value)):
        text = "\n".join(f"[{n}]:\n{show(part)}" for n, part in enumerate(value))
    else:
        text = _shortener.repr(value)
    return text if len(text) <= TEXT_CHARACTERS else text[:TEXT_CHARACTERS] + " …"


def _is_large(value: Any) -> bool:
    return isinstance(value, np.ndarray)


def kind_of(value: Any) -> str:
    """What a value is, in a learner's words."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}, {value.dtype}"
    if value is None:
        return "None"
    return f"{type(value).__name__} {show(value)[:80]}"


def _plain(path: str, got: Any, expected: Any, asked: str = "") -> Difference:
    message = _say(path, f"{asked or 'expected ' + kind_of(expected)}, got {kind_of(got)}")
    return Difference(message, {"expected": show(expected), "got": show(got)})


def _few(names: list[str]) -> str:
    """The first few of names that may be tens of thousands, each cut where it is long."""
    more = f" and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
    shown = ("".join(c if c.isprintable() else "?" for c in str(name)[:40]) for name in names[:SHOWN_NAMES])
    return ", ".join(shown) + more


def _say(path: str, sentence: str) -> str:
    return f"{path}: {sentence}." if path else f"{sentence[0].upper()}{sentence[1:]}."
