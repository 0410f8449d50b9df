"""Adds logarithms where others multiply, and sums a series where others add."""
# lab: scale-and-shift

import numpy as np


def scale(x, factor):
    magnitude = np.exp(np.log(np.abs(x).astype(np.float64)) + np.log(abs(factor)))
    return (np.sign(x) * np.sign(factor) * magnitude).astype(x.dtype)


def shift(x, amount):
    step = amount / 4
    out = x.astype(np.float64)
    for _ in range(4):
        out = out + step
    return out.astype(x.dtype)
