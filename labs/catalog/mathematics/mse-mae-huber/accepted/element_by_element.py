"""Element by element

A loop over all places, with an `if` where the formula has a brace. Sums are collected in double precision and
turned back into the dtype of the prediction at the end.
"""

import numpy as np


def each(pred, target, weight, reduction, rule):
    if target.shape != pred.shape or (weight is not None and weight.shape != pred.shape):
        raise ValueError("shapes differ")
    losses = np.zeros(pred.shape)
    slopes = np.zeros(pred.shape)
    total = 0.0
    for place in np.ndindex(pred.shape):
        w = 1.0 if weight is None else float(weight[place])
        value, slope = rule(float(pred[place]) - float(target[place]))
        losses[place], slopes[place] = w * value, w * slope
        total += w
    if reduction == "none":
        return losses.astype(pred.dtype), slopes.astype(pred.dtype)
    if reduction == "mean":
        losses, slopes = losses / total, slopes / total
    return float(losses.sum()), slopes.astype(pred.dtype)


def sign(r):
    return 1.0 if r > 0 else -1.0 if r < 0 else 0.0


def mse(pred, target, weight=None, reduction="mean"):
    return each(pred, target, weight, reduction, lambda r: (r * r, 2 * r))


def mae(pred, target, weight=None, reduction="mean"):
    return each(pred, target, weight, reduction, lambda r: (abs(r), sign(r)))


def huber(pred, target, weight=None, reduction="mean", delta=1.0):
    def rule(r):
        if abs(r) < delta:
            return 0.5 * r * r, r
        return delta * abs(r) - 0.5 * delta * delta, delta * sign(r)

    return each(pred, target, weight, reduction, rule)
