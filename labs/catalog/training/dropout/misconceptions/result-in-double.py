"""float32 goes in, float64 comes out

Your mask is float64, and so is everything multiplied by it. Single precision then silently turns into double for
the rest of the network. Give the mask x's dtype.
"""

from typing import Any

import numpy as np


def dropout(x: np.ndarray, p: float, train: bool, rng: np.random.Generator) -> tuple[np.ndarray, Any]:
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, {p} is not")
    if not train:
        return (x.copy(), None)
    kept = rng.random(x.shape) >= p
    mask = kept / (1 - p) if p < 1 else np.zeros(x.shape)
    return (x * mask, mask)


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    mask = cache
    return dy.copy() if mask is None else dy * mask
