"""Plain Python, number by number

No matrix product and no broadcasting: sums over features written out, as the machine of 1958 did it with motors
and potentiometers.
"""

import math

import numpy as np


def score(x, w, b):
    return sum(wi * xi for wi, xi in zip(w, x)) + b


def predict(X, w, b):
    return [1 if score(x, w, b) >= 0 else -1 for x in X]


def fit(X, y, lr, epochs):
    w, b = [0.0] * X.shape[1], 0.0
    mistakes = []
    for _ in range(epochs):
        mistakes.append(0)
        for x, label in zip(X.tolist(), y.tolist()):
            if (score(x, w, b) > 0) != (label > 0) or score(x, w, b) == 0:
                w = [wi + lr * label * xi for wi, xi in zip(w, x)]
                b += lr * label
                mistakes[-1] += 1
    return np.array(w), b, mistakes


def mistake_bound(X, y, w, b):
    length = math.sqrt(sum(wi**2 for wi in w) + b**2)
    margin = min(label * score(x, w, b) / length for x, label in zip(X, y))
    radius = max(math.sqrt(sum(xi**2 for xi in x) + 1) for x in X)
    return (radius / margin) ** 2 if margin > 0 else math.inf
