"""Hat by hat

The picture behind the theorem: each point of the curve carries a hat, which is 1 there and 0 from its
neighbours on, and the curve is the sum of the hats at the heights of its points. A hat is three ReLUs, and
neighbouring hats share them, so their weights are collected.
"""

import numpy as np


def fit(f, lo, hi, n_hidden):
    step = (hi - lo) / n_hidden
    w2 = np.zeros(n_hidden)
    b2 = float(f(np.array([lo]))[0])
    for k in range(1, n_hidden + 1):
        height = float(f(np.array([lo + k * step]))[0]) - b2
        for unit, share in ((k - 1, 1), (k, -2), (k + 1, 1)):
            if unit < n_hidden:  # what would bend beyond the interval is left out
                w2[unit] += share * height / step
    w1 = np.ones(n_hidden)
    b1 = np.array([-(lo + k * step) for k in range(n_hidden)])
    return w1, b1, w2, b2


def predict(x, net):
    w1, b1, w2, b2 = net
    y = np.full(len(x), float(b2))
    for k in range(len(w1)):
        z = w1[k] * x + b1[k]
        y += w2[k] * z * (z > 0)
    return y


def worst_error(f, net, lo, hi):
    worst = 0.0
    for start in np.linspace(lo, hi, 101)[:-1]:
        x = start + (hi - lo) / 100 * np.linspace(0, 1, 101)
        worst = max(worst, float(np.max(np.abs(predict(x, net) - f(x)))))
    return worst
