"""The line of least squares decides

Least squares fits the labels as numbers. A few rows far out on the right side cost it more than a row on the
wrong side, so it can miss a line that exists; and where it fails nothing has been proven. The answer must come
from the question whether 0 lies in the hull.
"""

import numpy as np

CLOSE = 1e-12


def separable(X: np.ndarray, y: np.ndarray) -> tuple[bool, object]:
    P = np.column_stack([X, np.ones(len(X))])
    v = np.linalg.lstsq(P, y.astype(float), rcond=None)[0]
    if (y * (P @ v) > 0).all():
        return (True, (v[:-1], v[-1]))
    return (False, np.where(y > 0, 1 / (y > 0).sum(), 1 / (y < 0).sum()))


def lift(X: np.ndarray) -> np.ndarray:
    return np.column_stack([X, X[:, 0] * X[:, 1]])
