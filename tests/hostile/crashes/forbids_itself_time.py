"""Gives itself a second of processor time, and uses it."""
# lab: scale-and-shift
# verdict: timed_out | crashed
# seconds: 4

import resource

resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
while True:
    pass


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
