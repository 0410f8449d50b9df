r"""The step is so short that rounding is all that is left

With $\varepsilon = 10^{-12}$ the two values of f agree in all but their last few digits, and the difference
is mostly rounding error: about $10^{-16} / \varepsilon$. A longer step lets the error of the formula grow
with $\varepsilon^2$. The two balance near $\varepsilon = 10^{-5}$.
"""

from collections.abc import Callable

import numpy as np

Function = Callable[[np.ndarray], float]
Gradient = Callable[[np.ndarray], np.ndarray]


# ∂f/∂x_i = (f(x + ε e_i) - f(x - ε e_i)) / 2ε, but for an error that falls with ε²


def grad_fd(f: Function, x: np.ndarray, eps: float = 1e-12) -> np.ndarray:
    x = np.array(x, dtype=np.float64)  # a copy: what f is given is never the caller's
    grad = np.empty(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
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
