"""Answers rightly and spoils the caller's array."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    out = x * factor
    x[...] = 0
    return out


def shift(x, amount):
    return x + amount
