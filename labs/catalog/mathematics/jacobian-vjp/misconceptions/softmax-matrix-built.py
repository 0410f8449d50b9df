"""The n × n Jacobian of the softmax is built

`np.diag(s) - np.outer(s, s)` holds $n^2$ numbers, though it is made of $n$. At a vocabulary of 20 000 that is
3.2 GB for one position. Multiply it by $v$ on paper first: the diagonal gives $s_j v_j$, the outer product
$s_j$ times one number.
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
    out = np.empty_like(v)
    for at in np.ndindex(s.shape[:-1]):
        J = np.diag(s[at]) - np.outer(s[at], s[at])
        out[at] = J.T @ v[at]
    return out


def layernorm_vjp(x: np.ndarray, v: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    sigma = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    y = (x - x.mean(axis=-1, keepdims=True)) / sigma
    mean_v = v.mean(axis=-1, keepdims=True)
    mean_vy = (v * y).mean(axis=-1, keepdims=True)
    return (v - mean_v - y * mean_vy) / sigma


def cumsum_vjp(v: np.ndarray) -> np.ndarray:
    return np.cumsum(v[..., ::-1], axis=-1)[..., ::-1]
