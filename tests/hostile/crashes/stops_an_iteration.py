"""Raises what ends a loop."""
# lab: scale-and-shift
# verdict: raised


def scale(x, factor):
    raise StopIteration([x])
    return x * factor


def shift(x, amount):
    return x + amount
