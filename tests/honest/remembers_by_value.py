"""Caches by the values themselves, and hands out copies."""
# lab: scale-and-shift

import functools

import numpy as np


@functools.lru_cache(maxsize=8)
def computed(data, dtype, shape, factor):
    return np.frombuffer(data, dtype=dtype).reshape(shape) * np.dtype(dtype).type(factor)


def scale(x, factor):
    return computed(x.tobytes(), x.dtype.str, x.shape, factor).copy()


@functools.singledispatch
def shift(x, amount):
    raise TypeError(type(x))


@shift.register
def _(x: np.ndarray, amount):
    return x + amount
