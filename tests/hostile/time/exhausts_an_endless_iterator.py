"""Hangs in C, holding the interpreter's lock: a deque drinks an endless iterator."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import collections
import itertools


def scale(x, factor):
    collections.deque(itertools.repeat(None), maxlen=0)
    return x * factor


def shift(x, amount):
    return x + amount
