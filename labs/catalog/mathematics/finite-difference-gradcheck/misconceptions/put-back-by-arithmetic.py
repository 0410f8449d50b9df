"""x is moved and moved back by arithmetic

`x[i] += eps`, `x[i] -= 2 * eps`, `x[i] += eps` ends near where it began, but not there: each step rounds. The
caller's x is changed in its last digits, and is also not what the caller has while f runs. Work on a copy, or
keep the old value and put *it* back.
"""

from collections.abc import Callable

import numpy as np

Function = Callable[[np.ndarray], float]
Gradient = Callable[[np.ndarray], np.ndarray]


# ∂f/∂x_i = (f(x + ε e_i) - f(x - ε e_i)) / 2ε, but for an error that falls with ε²


def grad_fd(f: Function, x: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    x = x if np.asarray(x).dtype == np.float64 else np.array(x, dtype=np.float64)
    grad = np.empty(x.shape)
    for place in np.ndindex(x.shape):
        x[place] += eps
        above = f(x.copy())
        x[place] -= 2 * eps
        below = f(x.copy())
        x[place] += eps
        grad[place] = (above - below) / (2 * eps)
    return grad


# largest distance <= tolerance · largest entry: the same verdict for f and for 10⁸ f


def gradcheck(f: Function, g: Gradient, x: np.ndarray, tol: float = 1e-5) -> bool:
    measured = grad_fd(f, x)
    claimed = np.asarray(g(np.array(x, dtype=np.float64)))
    if claimed.shape != measured.shape or not np.isfinite(claimed).all():
        return False
    apart = np.abs(claimed - measured).max()
    return bool(apart <= tol * np.abs(measured).max())
