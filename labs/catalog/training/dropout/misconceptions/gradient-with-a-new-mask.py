"""The gradient draws a mask of its own

Your backward pass draws again. The gradient then belongs to another thinned network than the one that made y. Keep
the mask of the forward pass in the cache.
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
    return (x * mask, (p, rng))


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    if cache is None:
        return dy.copy()
    p, rng = cache
    mask = (rng.random(dy.shape) >= p) / (1 - p) if p < 1 else np.zeros(dy.shape)
    return dy * mask.astype(dy.dtype)
