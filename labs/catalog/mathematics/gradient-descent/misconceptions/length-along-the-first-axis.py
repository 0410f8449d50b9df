"""Each column has a length of its own, and one flat column is enough

For a matrix your length is taken column by column, and the descent ends as soon as one of them is flat. The
gradient of a matrix is one long vector: sum the squares of all its entries.
"""

from collections.abc import Callable

import numpy as np


def gd(grad: Callable[[np.ndarray], np.ndarray], x0: np.ndarray, lr: float, steps: int, tol: float = 0.0) -> np.ndarray:
    trace = [x0]
    for _ in range(steps):
        g = grad(trace[-1])
        if np.min(np.sqrt((g**2).sum(axis=0))) <= tol:
            break
        trace.append(trace[-1] - lr * g)
    return np.stack(trace)


def rate(H: np.ndarray, lr: float) -> float:
    return np.abs(1 - lr * np.linalg.eigvalsh(H)).max()


def max_stable_lr(H: np.ndarray) -> float:
    return 2 / np.linalg.eigvalsh(H)[-1]


def best_lr(H: np.ndarray) -> float:
    eigenvalues = np.linalg.eigvalsh(H)
    return 2 / (eigenvalues[0] + eigenvalues[-1])
