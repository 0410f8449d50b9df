"""The start is changed in place

`x -= lr * g` writes into the array it was given, so the caller's `x0` is gone after the call. Make a new array,
`x = x - lr * g`, or copy first.
"""

from collections.abc import Callable

import numpy as np


def gd(grad: Callable[[np.ndarray], np.ndarray], x0: np.ndarray, lr: float, steps: int, tol: float = 0.0) -> np.ndarray:
    x = x0
    trace = [x0.copy()]
    for _ in range(steps):
        g = grad(x)
        if np.sqrt((g**2).sum()) <= tol:
            break
        x -= lr * g
        trace.append(x.copy())
    return np.stack(trace)


def rate(H: np.ndarray, lr: float) -> float:
    return np.abs(1 - lr * np.linalg.eigvalsh(H)).max()


def max_stable_lr(H: np.ndarray) -> float:
    return 2 / np.linalg.eigvalsh(H)[-1]


def best_lr(H: np.ndarray) -> float:
    eigenvalues = np.linalg.eigvalsh(H)
    return 2 / (eigenvalues[0] + eigenvalues[-1])
