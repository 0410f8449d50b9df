"""x itself is overwritten

Your code multiplies in place, so that the caller's x is changed. The layer before needs it for its own gradient:
make a new array.
"""

from typing import Any

import numpy as np


def dropout(x: np.ndarray, p: float, train: bool, rng: np.random.Generator) -> tuple[np.ndarray, Any]:
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, {p} is not")
    if not train:
        return (x.copy(), None)
    kept = rng.random(x.shape) >= p
    mask = (kept / (1 - p) if p < 1 else np.zeros(x.shape)).astype(x.dtype)
    x *= mask
    return (x, mask)


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    mask = cache
    return dy.copy() if mask is None else dy * mask
