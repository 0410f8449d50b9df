"""The best rate is taken from the mean of all eigenvalues

One over the mean eigenvalue is a compromise between all directions. But the rate is set by the worst of them,
and the worst is always the flattest or the steepest: those in between do not matter.
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
    return np.abs(1 - lr * np.linalg.eigvalsh(H)).max()


def max_stable_lr(H: np.ndarray) -> float:
    return 2 / np.linalg.eigvalsh(H)[-1]


def best_lr(H: np.ndarray) -> float:
    eigenvalues = np.linalg.eigvalsh(H)
    return 1 / eigenvalues.mean()
