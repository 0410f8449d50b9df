"""Reads the bits of numbers, scales by a fused table and undoes it."""
# lab: scale-and-shift

import numpy as np


def scale(x, factor):
    mantissa, exponent = np.frexp(x)
    return np.ldexp(mantissa * x.dtype.type(factor), exponent).astype(x.dtype)


def shift(x, amount):
    bits = x.copy().view(np.uint64 if x.dtype.itemsize == 8 else np.uint32)
    return bits.view(x.dtype) + x.dtype.type(amount)
