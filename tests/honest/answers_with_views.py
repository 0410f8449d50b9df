"""Returns views, transposed and strided, of arrays of its own."""
# lab: scale-and-shift

import numpy as np


def scale(x, factor):
    wide = np.empty((*x.shape, 3), dtype=x.dtype)
    wide[..., 1] = x * factor
    return wide[..., 1]


def shift(x, amount):
    return (x.T + amount).T[::-1][::-1]
