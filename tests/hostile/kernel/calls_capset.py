"""Takes capabilities."""
# lab: scale-and-shift
# verdict: raised

import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 126, "aarch64": 91}[platform.machine()]
if libc.syscall(number, ctypes.create_string_buffer(16), None) < 0:
    raise OSError(ctypes.get_errno(), "capset")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
