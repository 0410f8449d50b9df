"""One coin for each element

A loop over all positions draws one number each and writes either 0 or the scaled value. The cache is the list of
positions that were kept, and p.
"""

import numpy as np


def dropout(x, p, train, rng):
    if p < 0 or p > 1:
        raise ValueError("p must lie between 0 and 1")
    if not train:
        return x, "evaluation"
    y = np.zeros_like(x)
    kept = []
    for place in np.ndindex(x.shape):
        if rng.uniform() < 1 - p:
            y[place] = x[place] / (1 - p)
            kept.append(place)
    return y, (kept, p)


def dropout_backward(dy, cache):
    if cache == "evaluation":
        return dy
    kept, p = cache
    dx = np.zeros_like(dy)
    for place in kept:
        dx[place] = dy[place] / (1 - p)
    return dx
