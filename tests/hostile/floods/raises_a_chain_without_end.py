"""Raises an exception with a chain of two thousand causes."""
# lab: scale-and-shift
# verdict: raised

def scale(x, factor):
    error = ValueError(0)
    for number in range(2_000):
        cause, error = error, ValueError(number)
        error.__cause__ = cause
    raise error
    return x * factor


def shift(x, amount):
    return x + amount
