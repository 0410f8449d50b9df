"""The input is moved in place and does not come back exactly

`x[j] += h`, later `x[j] -= h`: in floats that does not always lead back, and the caller's x has changed in its
last digits. Move a copy, or keep the old entry and put it back.
"""

from collections.abc import Callable

import numpy as np

STEP = 1e-5


def jacobian(f: Callable[[np.ndarray], np.ndarray], x: np.ndarray) -> np.ndarray:
    columns = []
    for j in range(len(x)):
        x[j] += STEP
        above = f(x)
        x[j] -= 2 * STEP
        below = f(x)
        x[j] += STEP
        columns.append((above - below) / (2 * STEP))
    return np.stack(columns, axis=1)


def softmax_vjp(s: np.ndarray, v: np.ndarray) -> np.ndarray:
    mean_v = (s * v).sum(axis=-1, keepdims=True)
    return s * (v - mean_v)


def layernorm_vjp(x: np.ndarray, v: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    sigma = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    y = (x - x.mean(axis=-1, keepdims=True)) / sigma
    mean_v = v.mean(axis=-1, keepdims=True)
    mean_vy = (v * y).mean(axis=-1, keepdims=True)
    return (v - mean_v - y * mean_vy) / sigma


def cumsum_vjp(v: np.ndarray) -> np.ndarray:
    return np.cumsum(v[..., ::-1], axis=-1)[..., ::-1]
