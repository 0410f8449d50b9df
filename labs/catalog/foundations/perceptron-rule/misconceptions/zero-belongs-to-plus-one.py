"""Valid, but a score of 0 counts as +1 while learning

Many texts let `fit` ask `predict`, which answers +1 on the line, so that at the start only rows labelled -1 are
mistakes. That converges as well. This lab counts a point on the line as a mistake for *both* labels, `y * score
<= 0`, so that both are treated alike; compare the first step on a row labelled +1.
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
            if label != (1 if w @ x + b >= 0 else -1):
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
