r"""Mean and spread are taken for constants

$v / \sigma$ is the slope if $\mu$ and $\sigma$ were fixed numbers, as in batch normalisation at inference. Here
both are computed from the row, so every output depends on every input. Differentiate through them too.
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
    return v / sigma


def cumsum_vjp(v: np.ndarray) -> np.ndarray:
    return np.cumsum(v[..., ::-1], axis=-1)[..., ::-1]
