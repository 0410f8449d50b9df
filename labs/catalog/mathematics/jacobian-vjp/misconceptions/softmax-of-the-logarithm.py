r"""This is the product for the log-softmax

$v - s \sum_k v_k$ takes a gradient back through $\log s$. It is the one used for cross-entropy, and needs a $v$
that arrived at the *logarithm*. Here $v$ arrives at the probabilities themselves.
"""

from collections.abc import Callable

import numpy as np

STEP = 1e-5


def jacobian(f: Callable[[np.ndarray], np.ndarray], x: np.ndarray) -> np.ndarray:
    columns = []
    for j in range(len(x)):
        step = np.zeros_like(x)
        step[j] = STEP
        columns.append((f(x + step) - f(x - step)) / (2 * STEP))
    return np.stack(columns, axis=1)


def softmax_vjp(s: np.ndarray, v: np.ndarray) -> np.ndarray:
    mean_v = s * v.sum(axis=-1, keepdims=True)
    return v - mean_v


def layernorm_vjp(x: np.ndarray, v: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    sigma = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    y = (x - x.mean(axis=-1, keepdims=True)) / sigma
    mean_v = v.mean(axis=-1, keepdims=True)
    mean_vy = (v * y).mean(axis=-1, keepdims=True)
    return (v - mean_v - y * mean_vy) / sigma


def cumsum_vjp(v: np.ndarray) -> np.ndarray:
    return np.cumsum(v[..., ::-1], axis=-1)[..., ::-1]
