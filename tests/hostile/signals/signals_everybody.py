"""Asks whether there is anybody it may signal."""
# lab: scale-and-shift
# verdict: raised

import os

os.kill(-1, 0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
