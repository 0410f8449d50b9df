"""Enters the kernel by the x32 door, where calls have a bit more."""
# lab: scale-and-shift
# verdict: crashed
# machine: x86_64

import ctypes
import mmap

code = bytes.fromhex("b8270000400f05c3")
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
