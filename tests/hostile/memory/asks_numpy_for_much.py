"""Asks NumPy for an array of eighty gigabytes, touched in every page."""
# lab: scale-and-shift
# verdict: out_of_memory

import numpy as np


def scale(x, factor):
    np.ones(10**10)
    return x * factor


def shift(x, amount):
    return x + amount
