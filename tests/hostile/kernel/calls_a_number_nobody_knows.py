"""Tries a number that may one day be a call."""
# lab: scale-and-shift
# verdict: raised

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.syscall(100_000, 0, 0, 0) < 0:
    raise OSError(ctypes.get_errno(), "no such call")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
