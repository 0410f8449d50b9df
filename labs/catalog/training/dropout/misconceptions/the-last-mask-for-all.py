"""The last mask is used for every call

Your backward pass reads the mask that the last forward pass left in a global. A network has many dropout layers,
and they go forwards one after the other before any goes back. Put the mask into the cache.
"""

from typing import Any

import numpy as np

last: Any = None


def dropout(x: np.ndarray, p: float, train: bool, rng: np.random.Generator) -> tuple[np.ndarray, Any]:
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, {p} is not")
    if not train:
        return (x.copy(), None)
    kept = rng.random(x.shape) >= p
    mask = (kept / (1 - p) if p < 1 else np.zeros(x.shape)).astype(x.dtype)
    global last
    last = mask
    return (x * mask, 1)


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    mask = None if cache is None else last
    return dy.copy() if mask is None else dy * mask
