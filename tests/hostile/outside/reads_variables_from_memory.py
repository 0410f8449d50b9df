"""Looks for a secret in the block of memory that held its environment at the start."""
# lab: scale-and-shift
# verdict: raised | crashed

import ctypes
import os
import sys

needle = "-".join(("must", "not", "be", "seen")).encode()
libc = ctypes.CDLL(None)
stack = ctypes.addressof(ctypes.c_void_p.in_dll(libc, "__libc_stack_end"))
top = ctypes.c_void_p.from_address(stack).value
arguments = ctypes.c_long.from_address(top).value
place = top + 8 * (arguments + 2)
found = b""
while pointer := ctypes.c_void_p.from_address(place).value:
    found += ctypes.string_at(pointer)
    place += 8
if needle not in found and b"REDIS" not in found:
    raise LookupError("only zeros are left")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
