"""Works in half the precision and widens the result."""
# lab: scale-and-shift
# verdict: failed

import numpy as np


def scale(x, factor):
    return (x.astype(np.float16) * np.float16(factor)).astype(x.dtype)


def shift(x, amount):
    return x + amount
