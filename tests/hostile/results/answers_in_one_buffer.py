"""Answers every call in the same memory."""
# lab: scale-and-shift
# verdict: failed

import numpy as np

buffer = np.zeros(1000)


def scale(x, factor):
    out = buffer[: x.size].reshape(x.shape).astype(x.dtype, copy=False)
    out[...] = x * factor
    return out


def shift(x, amount):
    return x + amount
