"""Asks to become the parent of orphaned processes."""
# lab: scale-and-shift
# verdict: raised

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
if libc.prctl(36, 1, 0, 0, 0) != 0:
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
