"""Answers of 0 and 1 are subtracted from labels of -1 and +1

The error is `y - answer` with an answer of 0 or 1. For a label of +1 that is 0 or 1, as it should be; for -1 it
is -1 or -2, never 0. Rows labelled -1 move the line even when they are right. Use the same two numbers for
labels and answers.
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
            error = label - (1 if w @ x + b > 0 else 0)
            if label * (w @ x + b) <= 0:
                wrong += 1
            w = w + lr * error * x
            b = b + lr * error
        mistakes.append(wrong)
    return (w, b, mistakes)


def mistake_bound(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    radius = np.sqrt((X**2).sum(axis=1) + 1).max()
    margin = (y * (X @ w + b)).min() / np.sqrt(w @ w + b**2)
    if margin <= 0:
        return np.inf
    return (radius / margin) ** 2
