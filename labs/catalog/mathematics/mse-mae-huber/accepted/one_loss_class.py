"""A class for what is shared

Each loss is a pair of a value and a slope as functions of the residual. One class holds the pair and does
everything else: shapes, weights and reduction. Weights that are not given are ones, so the three reductions are
a dot product with one of three divisors.
"""

import numpy as np


class Regression:
    def __init__(self, value, slope):
        self.value, self.slope = value, slope

    def __call__(self, pred, target, weight=None, reduction="mean", **settings):
        w = np.ones_like(pred) if weight is None else weight
        if not np.shape(pred) == np.shape(target) == np.shape(w):
            raise ValueError("pred, target and weight need one shape")
        r = np.subtract(pred, target)
        losses = np.multiply(w, self.value(r, **settings))
        slopes = np.multiply(w, self.slope(r, **settings))
        if reduction == "none":
            return losses, slopes
        divisor = {"sum": 1, "mean": w.sum()}[reduction]
        return np.sum(losses) / divisor, slopes / divisor


mse = Regression(np.square, lambda r: r + r)
mae = Regression(np.abs, lambda r: (r > 0).astype(r.dtype) - (r < 0))
# the part of |r| up to delta, times the rest of the way: a (|r| - a / 2) with a = min(|r|, delta)
huber = Regression(
    lambda r, delta=1.0: np.minimum(np.abs(r), delta) * (np.abs(r) - np.minimum(np.abs(r), delta) / 2),
    lambda r, delta=1.0: np.clip(r, -delta, delta),
)
