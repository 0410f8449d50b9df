"""Valid, but the noise is Gaussian

Your code multiplies by normal numbers of mean 1 and variance p / (1 - p), known as Gaussian dropout. It preserves
mean and variance and switches nothing off. This lab asks for the factors 0 and 1 / (1 - p).
"""

from typing import Any

import numpy as np


def dropout(x: np.ndarray, p: float, train: bool, rng: np.random.Generator) -> tuple[np.ndarray, Any]:
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, {p} is not")
    if not train:
        return (x.copy(), None)
    kept = rng.random(x.shape) >= p
    mask = (1 + np.sqrt(p / (1 - p)) * rng.normal(size=x.shape) if 0 < p < 1 else kept).astype(x.dtype)
    return (x * mask, mask)


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    mask = cache
    return dy.copy() if mask is None else dy * mask
