"""Raises an exception group that doubles nine hundred times."""
# lab: scale-and-shift
# verdict: timed_out | raised
# seconds: 0.5

def scale(x, factor):
    error = ValueError(0)
    for _ in range(900):
        error = ExceptionGroup("again", [error, error])
    raise error
    return x * factor


def shift(x, amount):
    return x + amount
