"""Warns, divides by zero where it does not matter, and goes on."""
# lab: scale-and-shift

import warnings

import numpy as np


def scale(x, factor):
    warnings.warn("about to scale", stacklevel=2)
    nothing = np.zeros_like(x)
    ratio = np.where(nothing == 0, 1, x / nothing)
    return (x * factor * ratio).astype(x.dtype)


def shift(x, amount):
    with np.errstate(all="ignore"):
        np.log(-np.abs(x))
    return x + amount
