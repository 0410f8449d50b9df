"""Breaks the measuring of its own memory before it raises."""
# lab: scale-and-shift
# verdict: raised | crashed

import resource

resource.getrusage = None


def scale(x, factor):
    raise ValueError("but I am right")


def shift(x, amount):
    return x + amount
