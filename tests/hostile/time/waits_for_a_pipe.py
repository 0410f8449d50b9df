"""Reads from a pipe into which nobody writes."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import os


def scale(x, factor):
    read, _write = os.pipe()
    os.read(read, 1)
    return x * factor


def shift(x, amount):
    return x + amount
