"""A score of 0 is taken as right

The condition asks for a score of the wrong sign, `< 0`. With zero weights every score is 0, no row is wrong,
and nothing ever moves. A point on the line is on neither side: it has to count as a mistake, `<= 0`.
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
            if label * (w @ x + b) < 0:
                w = w + lr * label * x
                b = b + lr * label
                wrong += 1
        mistakes.append(wrong)
    return (w, b, mistakes)


def mistake_bound(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    radius = np.sqrt((X**2).sum(axis=1) + 1).max()
    margin = (y * (X @ w + b)).min() / np.sqrt(w @ w + b**2)
    if margin <= 0:
        return np.inf
    return (radius / margin) ** 2
