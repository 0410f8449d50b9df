"""Answers the question of the other check."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return shift(x, factor).astype(x.dtype)


def shift(x, amount):
    return x + amount
