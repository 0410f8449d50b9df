"""Valid, but this is the pocket algorithm

What comes back is the line with the fewest wrong answers seen so far (Gallant, 1990), a good choice where no
line separates. This lab asks for the line after the last step.
"""

import numpy as np


def predict(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    return np.where(X @ w + b >= 0, 1, -1)


def fit(X: np.ndarray, y: np.ndarray, lr: float, epochs: int) -> tuple[np.ndarray, float, list[int]]:
    w, b = (np.zeros(X.shape[1]), 0.0)
    mistakes = []
    pocket, fewest = ((w, b), len(X) + 1)
    for _ in range(epochs):
        wrong = 0
        for x, label in zip(X, y):
            if label * (w @ x + b) <= 0:
                w = w + lr * label * x
                b = b + lr * label
                wrong += 1
                left = np.count_nonzero(y * (X @ w + b) <= 0)
                if left < fewest:
                    pocket, fewest = ((w, b), left)
        mistakes.append(wrong)
    return (*pocket, mistakes)


def mistake_bound(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    radius = np.sqrt((X**2).sum(axis=1) + 1).max()
    margin = (y * (X @ w + b)).min() / np.sqrt(w @ w + b**2)
    if margin <= 0:
        return np.inf
    return (radius / margin) ** 2
