"""Copies first, then works in place."""
# lab: scale-and-shift

import numpy as np


def scale(x, factor):
    out = np.array(x)
    out *= factor
    return out


def shift(x, amount):
    out = x.copy(order="F")
    np.add(out, amount, out=out)
    return out
