"""What goes with a finding so that it can be looked at: the tensors element by element, and the case to run again.

Both leave the judge inside a check's `detail` as plain JSON, and both are bounded: a verdict travels through a queue
and is kept for as long as its submission.
"""

from __future__ import annotations

import base64
import inspect
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from runner.sandbox import wire

CELLS = 1024  # of a tensor that are told one by one; at most some 40 KB of JSON
REPLAY_BYTES = 48 * 1024  # of a case as it is kept, compressed
FRAME_BYTES = 1024 * 1024  # of a case before that: compressing costs the judge time


@dataclass(frozen=True)
class Pair:
    """A tensor that came beside the one that was asked for, of one shape; `wrong` marks where they differ.

    Made for every finding and told for the one that is shown, so it holds on to the arrays and works nothing out.
    """

    got: np.ndarray
    expected: np.ndarray
    wrong: np.ndarray

    def told(self) -> dict[str, Any]:
        """Plain JSON: `shape`, `dtype`, how many differ in all, and the elements in C order as texts.

        `expected`, `got` and `error` are numbers with a space between them; an error of 0 says that the two agree, nan
        that they cannot be subtracted. A tensor of more than CELLS elements is divided into blocks, and each block is
        told by its worst element: then `starts` has the first index of every block of each axis, and `at` the flat
        index of the element that stands for each block.
        """
        parts = parts_of(self.got.shape)
        whole = tuple(parts) == self.got.shape
        flat = np.arange(self.got.size) if whole else np.fromiter(self._worst_of(parts), np.int64)
        expected, got = self.expected.reshape(-1)[flat], self.got.reshape(-1)[flat]
        errors = np.where(self.wrong.reshape(-1)[flat], distances(got, expected), 0.0)
        told: dict[str, Any] = {
            "shape": list(self.got.shape),
            "dtype": self.got.dtype.name,
            "wrong": int(self.wrong.sum()),
            "expected": " ".join(map(written, expected.tolist())),
            "got": " ".join(map(written, got.tolist())),
            "error": " ".join(f"{error:.3g}" for error in errors.tolist()),
        }
        if whole:
            return told
        starts = [bounds(size, part)[:-1] for size, part in zip(self.got.shape, parts, strict=True)]
        return told | {"starts": starts, "at": " ".join(map(str, flat.tolist()))}

    def _worst_of(self, parts: list[int]) -> Iterator[int]:
        """The flat index of the worst element of each block, block after block."""
        edges = [bounds(size, part) for size, part in zip(self.got.shape, parts, strict=True)]
        for place in np.ndindex(*parts):
            block = tuple(slice(edge[n], edge[n + 1]) for edge, n in zip(edges, place, strict=True))
            badness = distances(self.got[block], self.expected[block])
            badness = np.where(self.wrong[block], np.where(np.isfinite(badness), badness, np.inf), -1.0)
            inside = np.unravel_index(int(badness.argmax()), badness.shape)
            index = tuple(int(n) + part.start for n, part in zip(inside, block, strict=True))
            yield int(np.ravel_multi_index(index, self.got.shape))


def parts_of(shape: tuple[int, ...]) -> list[int]:
    """Into how many blocks to divide each axis, the longest first, so that there are at most CELLS of them."""
    parts = [min(size, CELLS) for size in shape]
    while math.prod(parts) > CELLS:
        parts[parts.index(max(parts))] -= 1
    return parts


def bounds(size: int, parts: int) -> list[int]:
    """Where each of `parts` blocks of an axis begins, and where the last one ends."""
    return [n * size // parts for n in range(parts + 1)]


def distances(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    wide = np.complex128 if "c" in (got.dtype.kind, expected.dtype.kind) else np.float64
    with np.errstate(all="ignore"):
        return np.abs(got.astype(wide) - expected.astype(wide))


def written(value: complex) -> str:
    """One element, short: six digits of a number with a point, all of a whole one."""
    if isinstance(value, bool | int):
        return str(value)
    return f"{value:.6g}"


def packed(check: Any, inputs: dict[str, Any], expected: Any) -> dict[str, Any]:
    """A case as a script can run it again (see labs/replay): the probe's name and the case's frame, compressed.

    Only `too_large` where it is. `expected` is None where no reference answered. What the judge hides stays hidden.
    """
    owner = next(c for c in type(check).__mro__ if "probe" in vars(c))
    reports = "report" in inspect.signature(vars(owner)["probe"]).parameters
    told: dict[str, Any] = {"probe": f"probe_{owner.__name__}", "reports": reports}
    try:
        pieces = wire.encode({"inputs": inputs, "expected": expected})
    except wire.Unsendable:
        return told | {"too_large": True}
    frame = zlib.compress(b"".join(pieces)) if sum(map(len, pieces)) <= FRAME_BYTES else None
    if frame is None or len(frame) > REPLAY_BYTES:
        return told | {"too_large": True}
    return told | {"frame": base64.b64encode(frame).decode()}
