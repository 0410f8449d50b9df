"""Returns an array of dates."""
# lab: scale-and-shift
# verdict: failed

import numpy as np


def scale(x, factor):
    return np.zeros(x.shape, dtype="datetime64[s]")


def shift(x, amount):
    return np.zeros(x.shape, dtype="datetime64[s]")
