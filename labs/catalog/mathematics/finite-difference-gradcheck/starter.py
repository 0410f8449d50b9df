"""A gradient measured by central differences, and a test of functions that claim to be one."""

from collections.abc import Callable

import numpy as np

Function = Callable[[np.ndarray], float]
Gradient = Callable[[np.ndarray], np.ndarray]


def grad_fd(f: Function, x: np.ndarray, eps: float = 0.0) -> np.ndarray:  # choose the default of eps
    """The gradient of f at x by central differences with step eps: float64, of x's shape.

    f: takes a float64 array of x's shape, returns one number, and may change the array that it is handed
    x: any shape with at least one axis, of floats or integers; stays as it is
    """
    raise NotImplementedError


def gradcheck(f: Function, g: Gradient, x: np.ndarray) -> bool:
    """Whether g(x) is the gradient of f at x, within what finite differences can tell.

    False for another shape and for entries that are not finite. f and 1e8 * f get the same verdict.
    """
    raise NotImplementedError
