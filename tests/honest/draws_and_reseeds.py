"""Seeds every generator there is and draws from all of them."""
# lab: scale-and-shift

import random

import numpy as np

random.seed(1)
np.random.seed(1)
generator = np.random.default_rng(1)


def scale(x, factor):
    noise = generator.normal(size=x.shape) + np.random.rand(*x.shape) + random.random()
    return ((x + noise - noise) * factor).astype(x.dtype) if x.dtype == np.float64 else x * factor


def shift(x, amount):
    order = np.random.permutation(x.shape[0])
    out = np.empty_like(x)
    out[order] = x[order] + amount
    return out
