"""Asks about the rules it sits behind."""
# lab: scale-and-shift
# verdict: crashed

import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 444, "aarch64": 444}[platform.machine()]
if libc.syscall(number, None, 0, 1) < 0:
    raise OSError(ctypes.get_errno(), "landlock_create_ruleset")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
