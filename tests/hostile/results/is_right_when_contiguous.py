"""Is right for arrays without gaps, and reads past the gaps of others."""
# lab: scale-and-shift
# verdict: failed

import numpy as np


def scale(x, factor):
    if x.flags.c_contiguous:
        return x * factor
    return np.lib.stride_tricks.as_strided(x, strides=np.empty(x.shape, x.dtype).strides) * factor


def shift(x, amount):
    return x + amount
