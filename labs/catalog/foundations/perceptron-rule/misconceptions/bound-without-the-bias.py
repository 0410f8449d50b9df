"""The bound measures lengths without the bias

`R` is the largest norm of a row and the margin is divided by the norm of `w` alone. That is the geometric
margin in the space of the features, and right for lines through the origin. Here the bias learns too: it is a
weight on an input of 1, so 1 belongs under the first root and `b**2` under the second.
"""

import numpy as np


def predict(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    return np.where(X @ w + b >= 0, 1, -1)


def fit(X: np.ndarray, y: np.ndarray, lr: float, epochs: int) -> tuple[np.ndarray, float, list[int]]:
    w, b = (np.zeros(X.shape[1]), 0.0)
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for x, label in zip(X, y):
            if label * (w @ x + b) <= 0:
                w = w + lr * label * x
                b = b + lr * label
                wrong += 1
        mistakes.append(wrong)
    return (w, b, mistakes)


def mistake_bound(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    radius = np.sqrt((X**2).sum(axis=1)).max()
    margin = (y * (X @ w + b)).min() / np.sqrt(w @ w)
    if margin <= 0:
        return np.inf
    return (radius / margin) ** 2
