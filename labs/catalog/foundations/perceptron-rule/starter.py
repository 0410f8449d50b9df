"""The perceptron. X [n, d] holds one example a row, y [n] its labels, each -1 or +1; w [d] and b are the line."""

import numpy as np


def predict(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """The label [n] of each row of X: +1 where w · x + b >= 0, -1 elsewhere."""
    raise NotImplementedError


def fit(X: np.ndarray, y: np.ndarray, lr: float, epochs: int) -> tuple[np.ndarray, float, list[int]]:
    """Learn from zero weights: `epochs` walks over the rows, in their order.

    Returns w [d], b, and how many mistakes each of the `epochs` walks made.
    """
    raise NotImplementedError


def mistake_bound(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    """(R / margin)², the most mistakes that `fit` can ever make where the line (w, b) separates X by y.

    Infinity where (w, b) has a row on its wrong side or on the line.
    """
    raise NotImplementedError
