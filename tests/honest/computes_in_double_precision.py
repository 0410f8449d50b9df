"""Computes in float64 and gives back what came in."""
# lab: scale-and-shift

import numpy as np


def scale(x, factor):
    return (x.astype(np.float64) * np.float64(factor)).astype(x.dtype)


def shift(x, amount):
    return (x.astype(np.longdouble) + amount).astype(x.dtype)
