"""Overflows the C stack by a comparison of nested lists."""
# lab: scale-and-shift
# verdict: crashed | raised

import sys


def scale(x, factor):
    sys.setrecursionlimit(10**9)
    one, other = [], []
    for _ in range(200_000):
        one, other = [one], [other]
    one == other
    return x * factor


def shift(x, amount):
    return x + amount
