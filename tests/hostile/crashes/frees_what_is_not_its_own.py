"""Takes references away that others still hold."""
# lab: scale-and-shift
# verdict: crashed | raised | failed

import ctypes
import sys


def scale(x, factor):
    # From Python 3.12 on the first seven cannot be freed; the others can.
    for each in (None, (), "", True, int, dict, tuple, sys.modules, sys.stdout, x.dtype):
        for _ in range(10_000):
            ctypes.pythonapi.Py_DecRef(ctypes.py_object(each))
    return x * factor


def shift(x, amount):
    return x + amount
