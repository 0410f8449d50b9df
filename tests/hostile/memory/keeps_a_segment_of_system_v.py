"""Keeps a shared segment of the old kind, which outlives its maker."""
# lab: scale-and-shift
# verdict: raised

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor):
    segment = libc.shmget(0, 2**20, 0o1666)
    if segment < 0:
        raise OSError(ctypes.get_errno(), "shmget")
    return x * factor


def shift(x, amount):
    return x + amount
