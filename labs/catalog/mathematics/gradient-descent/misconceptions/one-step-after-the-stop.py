"""One more step is made after the gradient is small

The gradient is compared after the step was already made. The point where it is small enough should be the last
of the trace; yours has one more.
"""

from collections.abc import Callable

import numpy as np


def gd(grad: Callable[[np.ndarray], np.ndarray], x0: np.ndarray, lr: float, steps: int, tol: float = 0.0) -> np.ndarray:
    trace = [x0]
    for _ in range(steps):
        g = grad(trace[-1])
        trace.append(trace[-1] - lr * g)
        if np.sqrt((g**2).sum()) <= tol:
            break
    return np.stack(trace)


def rate(H: np.ndarray, lr: float) -> float:
    return np.abs(1 - lr * np.linalg.eigvalsh(H)).max()


def max_stable_lr(H: np.ndarray) -> float:
    return 2 / np.linalg.eigvalsh(H)[-1]


def best_lr(H: np.ndarray) -> float:
    eigenvalues = np.linalg.eigvalsh(H)
    return 2 / (eigenvalues[0] + eigenvalues[-1])
