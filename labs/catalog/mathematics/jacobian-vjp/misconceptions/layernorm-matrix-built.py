r"""The n × n Jacobian of the normalisation is built

The matrix $I - \frac{1}{n} - \frac{1}{n} y y^T$ is right, and holds $n^2$ numbers. Times $v$ it is $v$, minus a
mean, minus $y$ times another mean: two sums and a few vectors.
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
    mean_v = (s * v).sum(axis=-1, keepdims=True)
    return s * (v - mean_v)


def layernorm_vjp(x: np.ndarray, v: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    sigma = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    y = (x - x.mean(axis=-1, keepdims=True)) / sigma
    n = x.shape[-1]
    out = np.empty_like(v)
    for at in np.ndindex(x.shape[:-1]):
        J = (np.eye(n, dtype=x.dtype) - 1 / n - np.outer(y[at], y[at]) / n) / sigma[at]
        out[at] = J.T @ v[at]
    return out


def cumsum_vjp(v: np.ndarray) -> np.ndarray:
    return np.cumsum(v[..., ::-1], axis=-1)[..., ::-1]
