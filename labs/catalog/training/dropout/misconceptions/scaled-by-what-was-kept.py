"""The scale follows the number that happened to be kept

Your code divides by the share of elements kept in this call, which differs from call to call. Then one element's
value depends on the fate of the others, and a call that keeps nothing divides by zero. Divide by 1 - p, the share
expected.
"""

from typing import Any

import numpy as np


def dropout(x: np.ndarray, p: float, train: bool, rng: np.random.Generator) -> tuple[np.ndarray, Any]:
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, {p} is not")
    if not train:
        return (x.copy(), None)
    kept = rng.random(x.shape) >= p
    mask = (kept / max(kept.mean(), 1e-09)).astype(x.dtype)
    return (x * mask, mask)


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    mask = cache
    return dy.copy() if mask is None else dy * mask
