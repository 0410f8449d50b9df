"""Reserves a terabyte of address space."""
# lab: scale-and-shift
# verdict: out_of_memory

import mmap


def scale(x, factor):
    mmap.mmap(-1, 2**40, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    return x * factor


def shift(x, amount):
    return x + amount
