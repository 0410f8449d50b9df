"""Dropout, forwards and backwards."""

from typing import Any

import numpy as np


def dropout(x: np.ndarray, p: float, train: bool, rng: np.random.Generator) -> tuple[np.ndarray, Any]:
    """Switch each element off with probability p, independently of all others, and scale the rest by 1 / (1 - p).

    x: any shape. p: from 0 to 1, the probability to be switched OFF; ValueError otherwise.
    train: False gives x as it is.
    rng: the only source of randomness.

    Returns y, of x's shape and dtype, and a cache: whatever `dropout_backward` needs.
    """
    raise NotImplementedError


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    """The gradient at x of that call, given dy, the gradient at y. Shape and dtype of dy."""
    raise NotImplementedError
