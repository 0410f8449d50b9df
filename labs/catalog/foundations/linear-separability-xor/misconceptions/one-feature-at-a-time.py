"""Only lines along one feature are tried

Each feature is looked at by itself, and a gap in one of them answers `True`. That is a decision stump. A tilted
line uses several features at once, so many separable sets are called inseparable.
"""

import numpy as np

CLOSE = 1e-12


def separable(X: np.ndarray, y: np.ndarray) -> tuple[bool, object]:
    for k in range(X.shape[1]):
        for sign in (-1, 1):
            low, high = ((sign * X[y < 0, k]).max(), (sign * X[y > 0, k]).min())
            if low < high:
                return (True, (sign * np.eye(X.shape[1])[k], -(low + high) / 2))
    return (False, np.where(y > 0, 1 / (y > 0).sum(), 1 / (y < 0).sum()))


def lift(X: np.ndarray) -> np.ndarray:
    return np.column_stack([X, X[:, 0] * X[:, 1]])
