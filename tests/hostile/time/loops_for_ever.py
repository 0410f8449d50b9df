"""Loops for ever in a call."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

def scale(x, factor):
    while True:
        pass
    return x * factor


def shift(x, amount):
    return x + amount
