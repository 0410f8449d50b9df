"""Sleeps for an hour in a call."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import time


def scale(x, factor):
    time.sleep(3600)
    return x * factor


def shift(x, amount):
    return x + amount
