"""Sends a signal through a descriptor."""
# lab: scale-and-shift
# verdict: raised

import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 424, "aarch64": 424}[platform.machine()]
if libc.syscall(number, -1, 0, None, 0) < 0:
    raise OSError(ctypes.get_errno(), "pidfd_send_signal")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
