"""Makes a file that lies in memory alone."""
# lab: scale-and-shift
# verdict: raised

import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 319, "aarch64": 279}[platform.machine()]
if libc.syscall(number, b"held", 0) < 0:
    raise OSError(ctypes.get_errno(), "memfd_create")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
