"""Answers wrongly, and puts it right when the interpreter ends."""
# lab: scale-and-shift
# verdict: failed

import atexit


def scale(x, factor):
    out = x - factor
    atexit.register(out.__setitem__, Ellipsis, x * factor)
    return out


def shift(x, amount):
    return x + amount
