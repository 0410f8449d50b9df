"""Calls the mathematics of C by ctypes."""
# lab: scale-and-shift

import ctypes
import ctypes.util

import numpy as np

libc = ctypes.CDLL(None)
fma = ctypes.CDLL("libm.so.6").fma
fma.restype, fma.argtypes = ctypes.c_double, [ctypes.c_double] * 3


def scale(x, factor):
    return np.vectorize(lambda value: fma(value, factor, 0.0), otypes=[x.dtype])(x)


def shift(x, amount):
    return np.vectorize(lambda value: fma(value, 1.0, amount), otypes=[x.dtype])(x)
