"""Halves the array until a single number is left, and puts the halves together again."""
# lab: scale-and-shift

import numpy as np


def halves(flat, function):
    if len(flat) == 1:
        return function(flat)
    middle = len(flat) // 2
    return np.concatenate([halves(flat[:middle], function), halves(flat[middle:], function)])


def scale(x, factor):
    return halves(x.ravel(), lambda part: part * factor).reshape(x.shape)


def shift(x, amount):
    return halves(x.ravel(), lambda part: part + amount).reshape(x.shape)
