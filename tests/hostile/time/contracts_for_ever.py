"""Hangs in C: an einsum of 10^15 products."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import numpy as np


def scale(x, factor):
    wide = np.ones((400, 400))
    np.einsum("ab,cd,ef->", wide, wide, wide)
    return x * factor


def shift(x, amount):
    return x + amount
