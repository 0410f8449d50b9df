r"""The rate forgets that a direction can overshoot

$1 - \mathrm{lr}\, \lambda_{\min}$ is the slowest factor as long as `lr` is small. With a larger one the
steepest direction jumps over the minimum, and its factor $|1 - \mathrm{lr}\, \lambda_{\max}|$ may be farther
from 0.
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
    return abs(1 - lr * np.linalg.eigvalsh(H)[0])


def max_stable_lr(H: np.ndarray) -> float:
    return 2 / np.linalg.eigvalsh(H)[-1]


def best_lr(H: np.ndarray) -> float:
    eigenvalues = np.linalg.eigvalsh(H)
    return 2 / (eigenvalues[0] + eigenvalues[-1])
