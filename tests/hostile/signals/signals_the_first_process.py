"""Asks whether it may signal the first process it can name."""
# lab: scale-and-shift
# verdict: raised

import os

os.kill(1, 0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
