"""Asks whether it may signal the process it was forked from."""
# lab: scale-and-shift
# verdict: raised

import os

os.kill(os.getppid(), 0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
