"""The perceptron's learning rule (Rosenblatt 1958) and the bound on its mistakes (Novikoff 1962).

Shapes: n examples, d features. X [n, d], y [n] of -1 and +1, w [d], b a number.
"""

import numpy as np

# the side of the line w · x + b = 0 that x lies on; the line itself belongs to +1


def predict(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    return np.where(X @ w + b >= 0, 1, -1)  # [n]


# y (w · x + b) <= 0 is a mistake:  w <- w + lr y x,  b <- b + lr y


def fit(X: np.ndarray, y: np.ndarray, lr: float, epochs: int) -> tuple[np.ndarray, float, list[int]]:
    w, b = np.zeros(X.shape[1]), 0.0
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for x, label in zip(X, y):  # x [d]
            if label * (w @ x + b) <= 0:  # on the wrong side, or on the line
                w = w + lr * label * x  # [d]
                b = b + lr * label
                wrong += 1
        mistakes.append(wrong)
    return w, b, mistakes


# mistakes <= (R / γ)²  with  R = max ‖(x, 1)‖  and  γ = min y (w · x + b) / ‖(w, b)‖
# The bias is a weight on an input that is always 1, so both lengths count it.


def mistake_bound(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    radius = np.sqrt((X**2).sum(axis=1) + 1).max()
    margin = (y * (X @ w + b)).min() / np.sqrt(w @ w + b**2)
    if margin <= 0:
        return np.inf  # this line separates nothing, so it promises nothing
    return (radius / margin) ** 2
