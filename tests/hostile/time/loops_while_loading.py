"""Loops for ever while the file loads."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

while True:
    pass


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
