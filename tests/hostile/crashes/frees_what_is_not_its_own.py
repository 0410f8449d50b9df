"""Takes references away that others still hold."""
# lab: scale-and-shift
# verdict: crashed | raised | failed

import ctypes


def scale(x, factor):
    for each in (None, (), "", True, int, dict, tuple):
        for _ in range(10_000):
            ctypes.pythonapi.Py_DecRef(ctypes.py_object(each))
    return x * factor


def shift(x, amount):
    return x + amount
