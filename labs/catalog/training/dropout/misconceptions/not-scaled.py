"""The survivors are not scaled

Your code drops elements and leaves the rest as it is. Then the mean of a layer is smaller in training than in
evaluation, by the factor 1 - p. Divide what is kept by 1 - p.
"""

from typing import Any

import numpy as np


def dropout(x: np.ndarray, p: float, train: bool, rng: np.random.Generator) -> tuple[np.ndarray, Any]:
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, {p} is not")
    if not train:
        return (x.copy(), None)
    kept = rng.random(x.shape) >= p
    mask = kept.astype(x.dtype)
    return (x * mask, mask)


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    mask = cache
    return dy.copy() if mask is None else dy * mask
