"""Hangs in C: a power with a hundred million digits never looks at signals."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

def scale(x, factor):
    x = x * (7 ** (10**8) % 2)
    return x * factor


def shift(x, amount):
    return x + amount
