"""Truncates while opening, for which no write is needed later."""
# lab: scale-and-shift
# verdict: raised

import os

import numpy

os.open(numpy.__file__, os.O_RDONLY | os.O_TRUNC)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
