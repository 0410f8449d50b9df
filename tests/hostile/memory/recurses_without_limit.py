"""Lifts the limit on recursion and calls itself."""
# lab: scale-and-shift
# verdict: out_of_memory | crashed | raised | timed_out
# memory_mb: 48
# seconds: 2

import sys


def scale(x, factor):
    sys.setrecursionlimit(10**9)
    scale(x, factor)
    return x * factor


def shift(x, amount):
    return x + amount
