"""Reads where no memory is."""
# lab: scale-and-shift
# verdict: crashed

import ctypes


def scale(x, factor):
    ctypes.string_at(0)
    return x * factor


def shift(x, amount):
    return x + amount
