"""Valid, but this is the rule of Widrow and Hoff

The step is `lr * (y - score) * x` for every row: the gradient of the squared error, known as the delta rule or
ADALINE. It keeps moving where answers are right and can leave some wrong on data that a line separates. The
perceptron asks only whether the sign is right.
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
            score = w @ x + b
            if label * score <= 0:
                wrong += 1
            w = w + lr * (label - score) * x
            b = b + lr * (label - score)
        mistakes.append(wrong)
    return (w, b, mistakes)


def mistake_bound(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    radius = np.sqrt((X**2).sum(axis=1) + 1).max()
    margin = (y * (X @ w + b)).min() / np.sqrt(w @ w + b**2)
    if margin <= 0:
        return np.inf
    return (radius / margin) ** 2
