"""One Jacobian measured, and three products with a Jacobian's transpose that never build it.

In the three products each row along the last axis is a vector of its own: `[..., n]` stands for any number of batch axes in front. Results
have the dtype of what came in.
"""

from collections.abc import Callable

import numpy as np


def jacobian(f: Callable[[np.ndarray], np.ndarray], x: np.ndarray) -> np.ndarray:
    """The matrix of all slopes of f at x, measured by moving x a little; correct to 1e-6.

    f: takes an array [n], returns an array [m]; smooth; may be called as often as you like
    x [n]: float64

    Returns J [m, n] with J[k, j] the slope of f(x)[k] along x[j].
    """
    raise NotImplementedError


def softmax_vjp(s: np.ndarray, v: np.ndarray) -> np.ndarray:
    """J^T v for s = softmax(z), each row by itself. `s` is what came out of the softmax, not what went in.

    s [..., n]: each row sums to 1
    v [..., n]: the gradient that arrives at s

    Returns the gradient for z: [..., n].
    """
    raise NotImplementedError


def layernorm_vjp(x: np.ndarray, v: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    """J^T v for y = (x - mean) / sqrt(var + eps), mean and variance (divided by n) of each row. `x` is what went in.

    x [..., n]
    v [..., n]: the gradient that arrives at y

    Returns the gradient for x: [..., n].
    """
    raise NotImplementedError


def cumsum_vjp(v: np.ndarray) -> np.ndarray:
    """J^T v for the running sum y[k] = x[0] + ... + x[k] along each row.

    v [..., n]: the gradient that arrives at y

    Returns the gradient for x: [..., n].
    """
    raise NotImplementedError
