"""An exact number of elements is dropped

Your code switches off the same number of elements in each call, chosen by a permutation. Then elements are not
independent: where one is kept, another is a little less likely to be. Draw for each element by itself.
"""

from typing import Any

import numpy as np


def dropout(x: np.ndarray, p: float, train: bool, rng: np.random.Generator) -> tuple[np.ndarray, Any]:
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, {p} is not")
    if not train:
        return (x.copy(), None)
    kept = rng.permutation(x.size).reshape(x.shape) >= round(p * x.size)
    mask = (kept / (1 - p) if p < 1 else np.zeros(x.shape)).astype(x.dtype)
    return (x * mask, mask)


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    mask = cache
    return dy.copy() if mask is None else dy * mask
