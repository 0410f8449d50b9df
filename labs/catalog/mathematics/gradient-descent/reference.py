"""Gradient descent, and its rate on a quadratic bowl."""

from collections.abc import Callable

import numpy as np

# x_{k+1} = x_k - lr ∇f(x_k), until |∇f(x_k)| ≤ tol


def gd(grad: Callable[[np.ndarray], np.ndarray], x0: np.ndarray, lr: float, steps: int, tol: float = 0.0) -> np.ndarray:
    trace = [x0]
    for _ in range(steps):
        g = grad(trace[-1])  # [...], asked once for each point
        if np.sqrt((g**2).sum()) <= tol:
            break
        trace.append(trace[-1] - lr * g)  # a new array: the points before stay as they were
    return np.stack(trace)  # [k + 1, ...]


# On f(x) = x^T H x / 2 the gradient is H x, so x_{k+1} = (I - lr H) x_k. In the basis of H's eigenvectors every
# coordinate goes its own way, and is multiplied by 1 - lr λ_i at each step.


def rate(H: np.ndarray, lr: float) -> float:
    # The slowest is the one whose factor is farthest from 0, on either side.
    return np.abs(1 - lr * np.linalg.eigvalsh(H)).max()


# |1 - lr λ_i| < 1 for all i, that is lr < 2 / λ_max: the steepest direction is the first to overshoot


def max_stable_lr(H: np.ndarray) -> float:
    return 2 / np.linalg.eigvalsh(H)[-1]  # eigenvalues come in ascending order


# 1 - lr λ_min falls with lr and lr λ_max - 1 rises with it; the larger of the two is smallest where they meet:
# lr = 2 / (λ_min + λ_max), with the rate (κ - 1) / (κ + 1), κ = λ_max / λ_min


def best_lr(H: np.ndarray) -> float:
    eigenvalues = np.linalg.eigvalsh(H)  # [n]
    return 2 / (eigenvalues[0] + eigenvalues[-1])
