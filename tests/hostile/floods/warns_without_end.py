"""Warns without end."""
# lab: scale-and-shift
# verdict: failed

import warnings


def scale(x, factor):
    warnings.simplefilter("always")
    while True:
        warnings.warn("x" * 10000)
    return x * factor


def shift(x, amount):
    return x + amount
