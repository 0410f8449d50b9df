"""The step forgets the label

At a mistake `lr * x` is added whatever the label. That raises the score of the row, which is right for +1 and
wrong for -1. The label gives the step its direction: `lr * y * x`.
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
                w = w + lr * x
                b = b + lr
                wrong += 1
        mistakes.append(wrong)
    return (w, b, mistakes)


def mistake_bound(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    radius = np.sqrt((X**2).sum(axis=1) + 1).max()
    margin = (y * (X @ w + b)).min() / np.sqrt(w @ w + b**2)
    if margin <= 0:
        return np.inf
    return (radius / margin) ** 2
