"""Asks the kernel for more heap, past the allocator."""
# lab: scale-and-shift
# verdict: out_of_memory

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor):
    libc.sbrk.restype = ctypes.c_void_p
    libc.sbrk.argtypes = [ctypes.c_long]
    if libc.sbrk(4 * 2**30) == ctypes.c_void_p(-1).value:
        raise MemoryError
    return x * factor


def shift(x, amount):
    return x + amount
