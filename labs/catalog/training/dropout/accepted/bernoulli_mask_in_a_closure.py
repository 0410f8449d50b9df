"""A mask of Bernoulli draws, and a closure as cache

The mask is drawn as whole numbers 0 and 1 by the binomial distribution of one trial; `np.where` picks between the
scaled value and 0. The cache is a function that does the same to a gradient.
"""

import numpy as np


def dropout(x, p, train, rng):
    if not (p >= 0 and p <= 1):
        raise ValueError(p)
    if not train or p == 0:
        return np.array(x), lambda dy: np.array(dy)
    ones = rng.binomial(1, 1.0 - p, size=x.shape)

    def apply(values):
        rest = max(1.0 - p, np.finfo(float).tiny)
        return np.where(ones == 1, values / values.dtype.type(rest), values.dtype.type(0)) if p < 1 else values * 0

    return apply(x), apply


def dropout_backward(dy, cache):
    return cache(dy)
