"""The trace lacks its first point

Your trace begins with the point after the first step. `x0` belongs to it: row $k$ is then the point after $k$
steps, and a descent that stops at once has a trace of one row.
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
    return np.stack(trace[1:]) if len(trace) > 1 else np.empty((0, *x0.shape), x0.dtype)


def rate(H: np.ndarray, lr: float) -> float:
    return np.abs(1 - lr * np.linalg.eigvalsh(H)).max()


def max_stable_lr(H: np.ndarray) -> float:
    return 2 / np.linalg.eigvalsh(H)[-1]


def best_lr(H: np.ndarray) -> float:
    eigenvalues = np.linalg.eigvalsh(H)
    return 2 / (eigenvalues[0] + eigenvalues[-1])
