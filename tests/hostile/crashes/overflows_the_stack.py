"""Overflows the C stack by a list nested a hundred thousand deep."""
# lab: scale-and-shift
# verdict: crashed | raised | out_of_memory

import sys


def scale(x, factor):
    sys.setrecursionlimit(10**9)
    nested = []
    for _ in range(100_000):
        nested = [nested]
    repr(nested)
    return x * factor


def shift(x, amount):
    return x + amount
