"""f is handed the array that is still needed

One array is moved, measured and moved back, and f gets that very array. An f that works in place, as code
that saves memory does, leaves it changed for all calls after it. Hand over a copy each time.
"""

from collections.abc import Callable

import numpy as np

Function = Callable[[np.ndarray], float]
Gradient = Callable[[np.ndarray], np.ndarray]


# ∂f/∂x_i = (f(x + ε e_i) - f(x - ε e_i)) / 2ε, but for an error that falls with ε²


def grad_fd(f: Function, x: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    x = np.array(x, dtype=np.float64)  # a copy: what f is given is never the caller's
    grad = np.empty(x.shape)
    for place in np.ndindex(x.shape):
        kept = x[place]
        x[place] = kept + eps
        above = f(x)
        x[place] = kept - eps
        below = f(x)
        x[place] = kept
        grad[place] = (above - below) / (2 * eps)
    return grad


# largest distance <= tolerance · largest entry: the same verdict for f and for 10⁸ f


def gradcheck(f: Function, g: Gradient, x: np.ndarray, tol: float = 1e-5) -> bool:
    measured = grad_fd(lambda at: f(at.copy()), x)
    claimed = np.asarray(g(np.array(x, dtype=np.float64)))
    if claimed.shape != measured.shape or not np.isfinite(claimed).all():
        return False
    apart = np.abs(claimed - measured).max()
    return bool(apart <= tol * np.abs(measured).max())
