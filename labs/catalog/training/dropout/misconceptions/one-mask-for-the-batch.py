"""One mask for the whole batch

Your mask has the shape of one example and is shared by all of them (along axis 0). Then a batch trains one thinned
network instead of many, and its gradient is far noisier. Draw for every element: `x.shape`.
"""

from typing import Any

import numpy as np


def dropout(x: np.ndarray, p: float, train: bool, rng: np.random.Generator) -> tuple[np.ndarray, Any]:
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, {p} is not")
    if not train:
        return (x.copy(), None)
    kept = (rng.random(x.shape[1:]) >= p) & np.ones(x.shape, dtype=bool)
    mask = (kept / (1 - p) if p < 1 else np.zeros(x.shape)).astype(x.dtype)
    return (x * mask, mask)


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    mask = cache
    return dy.copy() if mask is None else dy * mask
