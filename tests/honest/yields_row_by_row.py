"""Builds its answer from generators."""
# lab: scale-and-shift

import numpy as np


def rows(x, function):
    for row in x.reshape(-1):
        yield function(row)


def scale(x, factor):
    return np.fromiter(rows(x, lambda value: value * factor), dtype=x.dtype, count=x.size).reshape(x.shape)


def shift(x, amount):
    return np.fromiter(rows(x, lambda value: value + amount), dtype=x.dtype, count=x.size).reshape(x.shape)
