"""Chooses by structural pattern matching."""
# lab: scale-and-shift

from typing import NamedTuple

import numpy as np


class Operation(NamedTuple):
    kind: str
    value: float


def apply(operation, x):
    match operation, x.ndim:
        case Operation(kind="scale", value=value), int():
            return x * value
        case Operation("shift", value), dimensions if dimensions >= 0:
            return x + value
        case _:
            raise ValueError(operation)


def scale(x, factor):
    return apply(Operation("scale", factor), x)


def shift(x, amount):
    return apply(Operation("shift", amount), x)
