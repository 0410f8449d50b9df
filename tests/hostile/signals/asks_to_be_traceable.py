"""Makes itself traceable by anybody."""
# lab: scale-and-shift
# verdict: raised

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.prctl(4, 1, 0, 0, 0) != 0 or libc.prctl(0x59616D61, -1, 0, 0, 0) != 0:
    raise OSError(ctypes.get_errno(), "prctl")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
