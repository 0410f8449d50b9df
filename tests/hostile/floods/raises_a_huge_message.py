"""Raises an exception with a message of five million characters."""
# lab: scale-and-shift
# verdict: raised

def scale(x, factor):
    raise ValueError("x" * 5_000_000)
    return x * factor


def shift(x, amount):
    return x + amount
