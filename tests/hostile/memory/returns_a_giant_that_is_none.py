"""Returns an array that claims a terabyte and holds one number."""
# lab: scale-and-shift
# verdict: out_of_memory | failed

import numpy as np


def scale(x, factor):
    return np.broadcast_to(np.float64(factor), (2**17, 2**20))


def shift(x, amount):
    return x + amount
