"""A Jacobian by differences, and vector-Jacobian products in time and memory of order n."""

from collections.abc import Callable

import numpy as np

STEP = 1e-5

# J_kj = ∂f_k / ∂x_j ≈ (f_k(x + h e_j) - f_k(x - h e_j)) / 2h: one column for each entry of x


def jacobian(f: Callable[[np.ndarray], np.ndarray], x: np.ndarray) -> np.ndarray:
    columns = []
    for j in range(len(x)):
        step = np.zeros_like(x)  # [n]
        step[j] = STEP
        columns.append((f(x + step) - f(x - step)) / (2 * STEP))  # [m]
    return np.stack(columns, axis=1)  # [m, n]


# ∂s_k / ∂z_j = s_k ([k = j] - s_j), so Σ_k v_k ∂s_k / ∂z_j = s_j v_j - s_j Σ_k s_k v_k


def softmax_vjp(s: np.ndarray, v: np.ndarray) -> np.ndarray:
    mean_v = (s * v).sum(axis=-1, keepdims=True)  # [..., 1], the mean of v when k is drawn with probability s_k
    return s * (v - mean_v)  # [..., n]


# y_k = (x_k - μ) / σ reaches x_j three ways: directly, through μ, and through σ.
#   directly    v_j / σ
#   through μ   -Σ_k v_k / (n σ)              since ∂μ/∂x_j = 1 / n
#   through σ   -y_j Σ_k v_k y_k / (n σ)      since ∂σ/∂x_j = y_j / n


def layernorm_vjp(x: np.ndarray, v: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    sigma = np.sqrt(x.var(axis=-1, keepdims=True) + eps)  # [..., 1]
    y = (x - x.mean(axis=-1, keepdims=True)) / sigma  # [..., n]
    mean_v = v.mean(axis=-1, keepdims=True)  # [..., 1]
    mean_vy = (v * y).mean(axis=-1, keepdims=True)  # [..., 1]
    return (v - mean_v - y * mean_vy) / sigma  # [..., n]


# y_k = Σ_{j ≤ k} x_j, so ∂y_k / ∂x_j = [j ≤ k], and Σ_k v_k [j ≤ k] = v_j + v_{j+1} + ...: the sum runs from the end


def cumsum_vjp(v: np.ndarray) -> np.ndarray:
    return np.cumsum(v[..., ::-1], axis=-1)[..., ::-1]  # [..., n]
