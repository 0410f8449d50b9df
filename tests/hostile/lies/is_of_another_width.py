"""Returns the right numbers in another precision."""
# lab: scale-and-shift
# verdict: failed

import numpy as np


def scale(x, factor):
    return (x * factor).astype(np.float32 if x.dtype == np.float64 else np.float64) + 0 * factor


def shift(x, amount):
    return (x * amount).astype(np.float32 if x.dtype == np.float64 else np.float64) + 0 * amount
