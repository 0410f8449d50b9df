"""The tensor of a failing case as a page shows it: one plane of it at a time, each element expected beside got."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

IN_A_TABLE = 64  # elements of a plane; of more than these the worst are listed


@dataclass(frozen=True)
class Element:
    """One square. `level` is how large its error is beside the largest, from 0 (right) to 1.

    `broken` says that one side is NaN or infinite where the other is not.
    """

    row: int
    column: int
    index: str
    expected: str
    got: str
    error: str
    level: float
    broken: bool


@dataclass(frozen=True)
class Choice:
    """One place on a leading axis: `label` is the index or the indices it stands for."""

    place: int
    label: str
    wrong: int
    chosen: bool


@dataclass(frozen=True)
class Plane:
    """The last two axes of a tensor at a choice of the others."""

    shape: tuple[int, ...]
    dtype: str
    wrong: int
    blocks: tuple[int, ...]
    axes: list[list[Choice]]
    rows: int
    columns: int
    elements: list[Element]

    @property
    def size(self) -> int:
        return prod(self.shape)

    @property
    def shape_words(self) -> str:
        return str(self.shape)

    @property
    def is_sampled(self) -> bool:
        return any(block > 1 for block in self.blocks)

    @property
    def block_words(self) -> str:
        return " × ".join(map(str, self.blocks))

    @property
    def wrong_here(self) -> int:
        return sum(element.level > 0 for element in self.elements)

    @property
    def is_long(self) -> bool:
        return len(self.elements) > IN_A_TABLE

    @property
    def in_table(self) -> list[Element]:
        """Every element in its order; of a plane with many the worst."""
        if not self.is_long:
            return self.elements
        return sorted(self.elements, key=lambda element: -element.level)[:IN_A_TABLE]

    @property
    def readings(self) -> str:
        """An element a line, its parts apart by tabs, for the keys that walk over the map."""
        return "\n".join("\t".join((e.index, e.expected, e.got, e.error)) for e in self.elements)


def plane_of(tensor: dict[str, Any], asked: list[str] | None = None) -> Plane:
    """The plane at the places `asked` of the leading axes; without them, or where there are none such, the worst one.

    `tensor` is what `runner.evidence.Pair.told` says.
    """
    shape = tuple(tensor["shape"])
    starts = tensor.get("starts") or [list(range(size)) for size in shape]
    errors = np.array(tensor["error"].split(), dtype=np.float64).reshape([len(start) for start in starts])
    levels = levels_of(errors)
    leading = chosen_places(levels, asked)
    flat = np.arange(errors.size).reshape(errors.shape)[leading]
    flat = flat.reshape(1, -1) if flat.ndim < 2 else flat
    return Plane(
        shape=shape,
        dtype=tensor["dtype"],
        wrong=tensor["wrong"],
        blocks=tuple(-(-size // len(start)) for size, start in zip(shape, starts, strict=True)),
        axes=[choices(levels, axis, starts[axis], shape[axis], place) for axis, place in enumerate(leading)],
        rows=flat.shape[0],
        columns=flat.shape[1],
        elements=elements_of(tensor, flat, levels.reshape(-1)),
    )


def levels_of(errors: np.ndarray) -> np.ndarray:
    """Errors from 0 to 1, beside the largest finite one; those that are none are 1."""
    finite = np.isfinite(errors)
    peak = errors[finite].max(initial=0.0) or 1.0
    return np.where(finite, errors / peak, 1.0)


def chosen_places(levels: np.ndarray, asked: list[str] | None) -> tuple[int, ...]:
    sizes = levels.shape[:-2]
    if asked and len(asked) == len(sizes):
        places = [int(word) if word.isdecimal() and len(word) < 9 else -1 for word in asked]
        if all(0 <= place < size for place, size in zip(places, sizes, strict=True)):
            return tuple(places)
    worst = np.unravel_index(int(levels.argmax()), levels.shape)
    return tuple(int(place) for place in worst[: len(sizes)])


def choices(levels: np.ndarray, axis: int, starts: list[int], size: int, chosen: int) -> list[Choice]:
    others = tuple(number for number in range(levels.ndim) if number != axis)
    wrong = (levels > 0).sum(axis=others)
    ends = [*starts[1:], size]
    labels = [str(start) if end == start + 1 else f"{start}-{end - 1}" for start, end in zip(starts, ends, strict=True)]
    return [Choice(place, label, int(wrong[place]), place == chosen) for place, label in enumerate(labels)]


def elements_of(tensor: dict[str, Any], flat: np.ndarray, levels: np.ndarray) -> list[Element]:
    expected, got, error = (tensor[name].split() for name in ("expected", "got", "error"))
    at = tensor["at"].split() if "at" in tensor else None
    shape = tuple(tensor["shape"])
    elements = []
    for (row, column), number in np.ndenumerate(flat):
        index = np.unravel_index(int(at[number]) if at else int(number), shape) if shape else ()
        broken = not np.isfinite(float(error[number]))
        elements.append(
            Element(
                row=row,
                column=column,
                index=str([int(n) for n in index]) if shape else "the value",
                expected=expected[number],
                got=got[number],
                error=error[number],
                level=float(levels[number]),
                broken=broken,
            )
        )
    return elements
