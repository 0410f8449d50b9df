"""The step is lost in an array of integers

A copy of an integer array is an integer array, and what is stored in it is cut to a whole number: the step of
0.00001 is lost, or becomes a whole 1. Turn x into float64 first.
"""

from collections.abc import Callable

import numpy as np

Function = Callable[[np.ndarray], float]
Gradient = Callable[[np.ndarray], np.ndarray]


# ∂f/∂x_i = (f(x + ε e_i) - f(x - ε e_i)) / 2ε, but for an error that falls with ε²


def grad_fd(f: Function, x: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    x = np.array(x)
    if x.dtype == np.float32:
        x = x.astype(np.float64)
    grad = np.empty(x.shape)
    for place in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[place] = x[place] + eps
        below[place] = x[place] - eps
        grad[place] = (f(above) - f(below)) / (2 * eps)
    return grad


# largest distance <= tolerance · largest entry: the same verdict for f and for 10⁸ f


def gradcheck(f: Function, g: Gradient, x: np.ndarray, tol: float = 1e-5) -> bool:
    measured = grad_fd(f, x)
    claimed = np.asarray(g(np.array(x, dtype=np.float64)))
    if claimed.shape != measured.shape or not np.isfinite(claimed).all():
        return False
    apart = np.abs(claimed - measured).max()
    return bool(apart <= tol * np.abs(measured).max())
