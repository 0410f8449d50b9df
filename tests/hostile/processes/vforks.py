"""Asks the C library for a child that shares its memory."""
# lab: scale-and-shift
# verdict: raised

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
child = libc.vfork()
if child == 0:
    libc._exit(0)
if child < 0:
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
