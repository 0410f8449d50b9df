"""Mistakes counted row by row: the dual form

The line is never stored while learning. It is the sum of all rows, each taken lr · y times the number of
mistakes made on it, so those counts say everything. A score needs only products between rows, which can be
computed once; put another product in their place and you have the kernel perceptron.
"""

import numpy as np


def predict(X, w, b):
    answers = np.ones(len(X), dtype=int)
    answers[(X * w).sum(axis=1) + b < 0] = -1
    return answers


def fit(X, y, lr, epochs):
    n = len(X)
    products = X @ X.T + 1  # [n, n]; the 1 is the bias
    count = np.zeros(n)
    mistakes = np.zeros(epochs, dtype=int)
    for epoch in range(epochs):
        for i in range(n):
            if y[i] * np.sum(count * y * products[i]) <= 0:
                count[i] += 1
                mistakes[epoch] += 1
    w = lr * (count * y) @ X
    b = lr * np.sum(count * y)
    return w, b, mistakes


def mistake_bound(X, y, w, b):
    scores = y * (X @ w + b)
    if np.any(scores <= 0):
        return float("inf")
    radius_squared = max(x @ x + 1 for x in X)
    return float(radius_squared * (w @ w + b * b) / scores.min() ** 2)
