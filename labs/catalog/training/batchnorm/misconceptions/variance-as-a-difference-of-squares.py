"""The variance is a difference of two large numbers

Your variance is mean(x²) - mean(x)². For values near 100 000 with a spread of 1 both are about 10¹⁰, and their
difference has lost most of its digits. Subtract the mean first, then square.
"""

from typing import Any

import numpy as np


def bn_forward(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    state: dict[str, np.ndarray],
    train: bool,
    momentum: float = 0.1,
    eps: float = 1e-05,
) -> tuple[np.ndarray, Any]:
    if train:
        axes = all_but_channels(x)
        n = x.size // x.shape[1]
        if n < 2:
            raise ValueError("one value per channel has no spread to divide by")
        mean = x.mean(axis=axes)
        var = (x**2).mean(axis=axes) - mean**2
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * var * (n / (n - 1))
    else:
        mean, var = (state["mean"], state["var"])
    inv_std = 1 / np.sqrt(var + eps)
    x_hat = (x - spread(mean, x)) * spread(inv_std, x)
    y = spread(gamma, x) * x_hat + spread(beta, x)
    return (y, (x_hat, gamma * inv_std, train))


def bn_backward(dy: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x_hat, slope, train = cache
    axes = all_but_channels(dy)
    dgamma = (dy * x_hat).sum(axis=axes)
    dbeta = dy.sum(axis=axes)
    if train:
        n = dy.size // dy.shape[1]
        dy = dy - spread(dbeta / n, dy) - x_hat * spread(dgamma / n, dy)
    dx = spread(slope, dy) * dy
    return (dx, dgamma, dbeta)


def all_but_channels(x: np.ndarray) -> tuple[int, ...]:
    return (0, *range(2, x.ndim))


def spread(per_channel: np.ndarray, x: np.ndarray) -> np.ndarray:
    """[C] -> [C, 1, ...], so that it meets the channels of x [N, C, *]."""
    return per_channel.reshape(len(per_channel), *[1] * (x.ndim - 2))
