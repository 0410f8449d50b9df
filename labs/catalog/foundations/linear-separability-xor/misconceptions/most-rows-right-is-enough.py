"""Most rows right is taken for all rows right

A line that is right about nine rows in ten answers `True`. Separable means *every* row; one on the wrong side
refutes the line, though not yet the claim. Accuracy is no proof of either answer.
"""

import numpy as np

CLOSE = 1e-12


def separable(X: np.ndarray, y: np.ndarray) -> tuple[bool, object]:
    P = np.column_stack([X, np.ones(len(X))])
    v = np.linalg.lstsq(P, y.astype(float), rcond=None)[0]
    if (y * (P @ v) > 0).mean() > 0.9:
        return (True, (v[:-1], v[-1]))
    return (False, np.where(y > 0, 1 / (y > 0).sum(), 1 / (y < 0).sum()))


def lift(X: np.ndarray) -> np.ndarray:
    return np.column_stack([X, X[:, 0] * X[:, 1]])
