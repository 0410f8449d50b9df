"""Asks for a socket in machine code of its own."""
# lab: scale-and-shift
# verdict: raised
# machine: x86_64

import ctypes
import mmap

code = bytes.fromhex("b829000000bf02000000be0100000031d20f05c3")
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(code)
function = ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
answer = function()
if answer < 0:
    raise OSError(-answer, "refused")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
