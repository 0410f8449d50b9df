"""Every row of the trace is the last point

You change one array in place and append it again and again: the list holds the same array many times, and all
of them show where it ended. Append a copy, or make a new array at each step.
"""

from collections.abc import Callable

import numpy as np


def gd(grad: Callable[[np.ndarray], np.ndarray], x0: np.ndarray, lr: float, steps: int, tol: float = 0.0) -> np.ndarray:
    x = x0.copy()
    trace = [x]
    for _ in range(steps):
        g = grad(trace[-1])
        if np.sqrt((g**2).sum()) <= tol:
            break
        x -= lr * g
        trace.append(x)
    return np.stack(trace)


def rate(H: np.ndarray, lr: float) -> float:
    return np.abs(1 - lr * np.linalg.eigvalsh(H)).max()


def max_stable_lr(H: np.ndarray) -> float:
    return 2 / np.linalg.eigvalsh(H)[-1]


def best_lr(H: np.ndarray) -> float:
    eigenvalues = np.linalg.eigvalsh(H)
    return 2 / (eigenvalues[0] + eigenvalues[-1])
