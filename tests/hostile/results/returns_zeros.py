"""Returns zeros."""
# lab: scale-and-shift
# verdict: failed

import numpy as np


def scale(x, factor):
    return np.zeros_like(x)


def shift(x, amount):
    return x + amount
