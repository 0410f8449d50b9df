"""The diagonal is taken for the eigenvalues

The entries of the diagonal are the eigenvalues only if there is nothing beside them. A bowl that lies askew has
its steepest direction between the axes, and it is steeper than any of them.
"""

from collections.abc import Callable

import numpy as np


def gd(grad: Callable[[np.ndarray], np.ndarray], x0: np.ndarray, lr: float, steps: int, tol: float = 0.0) -> np.ndarray:
    trace = [x0]
    for _ in range(steps):
        g = grad(trace[-1])
        if np.sqrt((g**2).sum()) <= tol:
            break
        trace.append(trace[-1] - lr * g)
    return np.stack(trace)


def rate(H: np.ndarray, lr: float) -> float:
    return np.abs(1 - lr * np.sort(np.diag(H))).max()


def max_stable_lr(H: np.ndarray) -> float:
    return 2 / np.sort(np.diag(H))[-1]


def best_lr(H: np.ndarray) -> float:
    eigenvalues = np.sort(np.diag(H))
    return 2 / (eigenvalues[0] + eigenvalues[-1])
