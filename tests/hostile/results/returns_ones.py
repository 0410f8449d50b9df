"""Returns a constant."""
# lab: scale-and-shift
# verdict: failed

import numpy as np


def scale(x, factor):
    return np.ones_like(x)


def shift(x, amount):
    return x + amount
