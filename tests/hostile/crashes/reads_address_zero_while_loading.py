"""Reads where no memory is, while the file loads."""
# lab: scale-and-shift
# verdict: crashed

import ctypes

ctypes.string_at(0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
