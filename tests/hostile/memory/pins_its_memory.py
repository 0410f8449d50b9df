"""Asks that none of its memory ever leaves the machine's memory."""
# lab: scale-and-shift
# verdict: raised

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor):
    if libc.mlockall(3) != 0:
        raise OSError(ctypes.get_errno(), "mlockall")
    return x * factor


def shift(x, amount):
    return x + amount
