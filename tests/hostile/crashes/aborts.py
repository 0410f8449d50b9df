"""Aborts."""
# lab: scale-and-shift
# verdict: crashed

import os


def scale(x, factor):
    os.abort()
    return x * factor


def shift(x, amount):
    return x + amount
