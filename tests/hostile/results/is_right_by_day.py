"""Is right at even seconds of a clock that nobody told it about."""
# lab: scale-and-shift
# verdict: failed

import time


def scale(x, factor):
    return x * factor if time.time_ns() < 0 else x + factor


def shift(x, amount):
    return x + amount
