"""Jumps into memory that is no program."""
# lab: scale-and-shift
# verdict: crashed

import ctypes


def scale(x, factor):
    ctypes.CFUNCTYPE(None)(0x1000)()
    return x * factor


def shift(x, amount):
    return x + amount
