"""Raises what Ctrl-C raises."""
# lab: scale-and-shift
# verdict: raised


def scale(x, factor):
    raise KeyboardInterrupt
    return x * factor


def shift(x, amount):
    return x + amount
