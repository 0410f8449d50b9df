"""Asks for a key, which has the kernel start a program."""
# lab: scale-and-shift
# verdict: crashed

import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 249, "aarch64": 218}[platform.machine()]
if libc.syscall(number, b"user", b"left-behind-by-hostile", None, 0) < 0:
    raise OSError(ctypes.get_errno(), "request_key")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
