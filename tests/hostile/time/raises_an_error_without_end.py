"""Raises an exception whose text never ends."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

class Endless(Exception):
    def __str__(self):
        while True:
            pass


def scale(x, factor):
    raise Endless
    return x * factor


def shift(x, amount):
    return x + amount
