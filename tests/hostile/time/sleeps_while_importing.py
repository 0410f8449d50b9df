"""Sleeps while the file is imported, in the body of a class."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

import time


class Waits:
    time.sleep(3600)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
