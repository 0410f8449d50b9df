"""Returns the module that computes it."""
# lab: scale-and-shift
# verdict: failed

import numpy as np


def scale(x, factor):
    return np


def shift(x, amount):
    return np
