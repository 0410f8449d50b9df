"""Raises an exception whose type has a name of a million characters."""
# lab: scale-and-shift
# verdict: raised

def scale(x, factor):
    raise type("x" * 1_000_000, (Exception,), {})
    return x * factor


def shift(x, amount):
    return x + amount
