"""The line stands halfway between the means

The direction from one mean to the other is a good guess for round clouds. Classes that are long and tilted, or
of very different size, can be separated by another line while this one fails. A guess that fails proves
nothing.
"""

import numpy as np

CLOSE = 1e-12


def separable(X: np.ndarray, y: np.ndarray) -> tuple[bool, object]:
    one, other = (X[y > 0].mean(axis=0), X[y < 0].mean(axis=0))
    w = one - other
    b = -w @ (one + other) / 2
    if (y * (X @ w + b) > 0).all():
        return (True, (w, b))
    return (False, np.where(y > 0, 1 / (y > 0).sum(), 1 / (y < 0).sum()))


def lift(X: np.ndarray) -> np.ndarray:
    return np.column_stack([X, X[:, 0] * X[:, 1]])
