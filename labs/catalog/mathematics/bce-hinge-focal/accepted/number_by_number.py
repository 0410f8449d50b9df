"""Number by number, in Python floats

Each loss is a plain function of one number that returns value and slope, with an `if` for each case, and one
loop does the rest. The slope of the focal loss is put together by the product rule, one factor at a time.
"""

import math

import numpy as np


def softplus(x):
    return x + math.log1p(math.exp(-x)) if x > 0 else math.log1p(math.exp(x))


def sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))


def mean_of(rule, x, y):
    total, gradient = 0.0, np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        value, slope = rule(float(x[place]), float(y[place]))
        total += value
        gradient[place] = slope / x.size
    return total / x.size, gradient.astype(x.dtype)


def bce_logits(z, y, pos_weight=1.0):
    def rule(z, y):
        value = pos_weight * y * softplus(-z) + (1 - y) * softplus(z)
        return value, pos_weight * y * -sigmoid(-z) + (1 - y) * sigmoid(z)

    return mean_of(rule, z, y)


def hinge(s, y):
    def rule(s, y):
        t = 1.0 if y == 1 else -1.0
        return (1 - t * s, -t) if t * s < 1 else (0.0, 0.0)

    return mean_of(rule, s, y)


def multiclass_hinge(scores, y, margin=1.0):
    total, gradient = 0.0, np.zeros(scores.shape)
    for n, right in enumerate(y):
        for j in range(scores.shape[1]):
            violation = margin + float(scores[n, j]) - float(scores[n, right])
            if j != right and violation > 0:
                total += violation
                gradient[n, j] += 1
                gradient[n, right] -= 1
    return total / len(y), (gradient / len(y)).astype(scores.dtype)


def focal(z, y, alpha=0.25, gamma=2.0):
    def rule(z, y):
        t, a = (1.0, alpha) if y == 1 else (-1.0, 1 - alpha)
        p, rest, log_p = sigmoid(t * z), sigmoid(-t * z), -softplus(-t * z)
        factor = rest**gamma
        factor_slope = -gamma * rest**gamma * p
        return -a * factor * log_p, -a * t * (factor_slope * log_p + factor * rest)

    return mean_of(rule, z, y)
