"""Overwrites its heap with noise."""
# lab: scale-and-shift
# verdict: crashed

import ctypes
import gc


def scale(x, factor):
    held = [bytearray(64) for _ in range(1000)]
    for each in held:
        ctypes.memset(id(each) - 256, 0x41, 4096)
    del held
    gc.collect()
    return x * factor


def shift(x, amount):
    return x + amount
