"""Giving up is taken for a proof

A perceptron runs for a thousand epochs, and where it still makes mistakes the answer is `False`. A narrow gap
can take millions of steps. And that it did not work yet proves nothing: for `False` a point is asked that lies
in both hulls. The counts of mistakes that come back as weights do not name one.
"""

import numpy as np

CLOSE = 1e-12


def separable(X: np.ndarray, y: np.ndarray) -> tuple[bool, object]:
    v, counts = (np.zeros(X.shape[1] + 1), np.zeros(len(X)))
    P = y[:, None] * np.column_stack([X, np.ones(len(X))])
    for _ in range(1000):
        wrong = 0
        for i, p in enumerate(P):
            if p @ v <= 0:
                v, wrong = (v + p, wrong + 1)
                counts[i] += 1
        if wrong == 0:
            return (True, (v[:-1], v[-1]))
    for label in (-1, 1):
        counts[y == label] /= max(1, counts[y == label].sum())
    return (False, counts)


def lift(X: np.ndarray) -> np.ndarray:
    return np.column_stack([X, X[:, 0] * X[:, 1]])
