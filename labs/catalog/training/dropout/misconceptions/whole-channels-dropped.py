"""Valid, but whole channels are dropped

Your mask has one draw for each example and channel, shared by all positions. That is spatial dropout
(`nn.Dropout2d`), useful after convolutions, whose neighbours resemble each other. This lab asks for plain dropout:
a draw for every element.
"""

from typing import Any

import numpy as np


def dropout(x: np.ndarray, p: float, train: bool, rng: np.random.Generator) -> tuple[np.ndarray, Any]:
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, {p} is not")
    if not train:
        return (x.copy(), None)
    kept = (rng.random((*x.shape[:2], *[1] * (x.ndim - 2))) >= p) & np.ones(x.shape, dtype=bool)
    mask = (kept / (1 - p) if p < 1 else np.zeros(x.shape)).astype(x.dtype)
    return (x * mask, mask)


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    mask = cache
    return dy.copy() if mask is None else dy * mask
