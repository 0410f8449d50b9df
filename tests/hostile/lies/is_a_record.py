"""Returns an array of records."""
# lab: scale-and-shift
# verdict: failed

import numpy as np


def scale(x, factor):
    return np.zeros(x.shape, dtype=[("value", "f8")])


def shift(x, amount):
    return np.zeros(x.shape, dtype=[("value", "f8")])
