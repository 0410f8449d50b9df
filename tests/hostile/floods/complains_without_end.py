"""Writes to the standard error without end."""
# lab: scale-and-shift
# verdict: failed

import sys


def scale(x, factor):
    while True:
        sys.stderr.write("x" * 10000)
    return x * factor


def shift(x, amount):
    return x + amount
