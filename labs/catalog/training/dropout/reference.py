"""Dropout, Srivastava et al. 2014, in the form that leaves evaluation alone ("inverted" dropout)."""

from typing import Any

import numpy as np


def dropout(x: np.ndarray, p: float, train: bool, rng: np.random.Generator) -> tuple[np.ndarray, Any]:
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, {p} is not")
    if not train:
        return x.copy(), None

    # rng.random() is spread evenly over [0, 1): it lies at p or above with probability 1 - p.
    kept = rng.random(x.shape) >= p  # x's shape: a draw for every element

    # mask = kept / (1 - p), so that its mean is 1. At p = 1 nothing is kept, and there is nothing to divide.
    mask = (kept / (1 - p) if p < 1 else np.zeros(x.shape)).astype(x.dtype)

    # y = x · mask
    return x * mask, mask


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    # y = x · mask, and the mask is a constant: dx = dy · mask, with the very same mask
    mask = cache
    return dy.copy() if mask is None else dy * mask
