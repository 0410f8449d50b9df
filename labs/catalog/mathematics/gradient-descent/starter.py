"""Gradient descent, and how fast it can go on a quadratic bowl."""

from collections.abc import Callable

import numpy as np


def gd(grad: Callable[[np.ndarray], np.ndarray], x0: np.ndarray, lr: float, steps: int, tol: float = 0.0) -> np.ndarray:
    """The points that gradient descent visits, from x0 on.

    grad: the gradient at a point: takes and returns an array of x0's shape
    x0 [...]: where to start, floats of any shape
    lr: how far to go for each unit of gradient
    steps: at most that many steps
    tol: stop at the first point whose gradient has a Euclidean length of at most tol, over all its elements

    Returns the trace [k + 1, ...], of x0's dtype: x0, then the point after each of the k steps that were made.
    """
    raise NotImplementedError


def max_stable_lr(H: np.ndarray) -> float:
    """The border of the learning rate: below it gradient descent on f(x) = x^T H x / 2 goes to 0 from everywhere.

    H [n, n]: symmetric, all eigenvalues positive
    """
    raise NotImplementedError


def rate(H: np.ndarray, lr: float) -> float:
    """The factor by which the slowest direction of that bowl shrinks at each step; above 1 where it grows."""
    raise NotImplementedError


def best_lr(H: np.ndarray) -> float:
    """The learning rate with the smallest rate."""
    raise NotImplementedError
