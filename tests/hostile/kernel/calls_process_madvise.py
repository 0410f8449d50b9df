"""Advises the kernel about another process's memory."""
# lab: scale-and-shift
# verdict: crashed

import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 440, "aarch64": 440}[platform.machine()]
if libc.syscall(number, -1, None, 0, 0, 0) < 0:
    raise OSError(ctypes.get_errno(), "process_madvise")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
