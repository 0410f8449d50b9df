"""Batch normalisation, Ioffe and Szegedy 2015, with PyTorch's conventions.

Shapes: N examples, C channels, * any further axes (none, length, height and width ...). n is how many numbers share a
channel: N times the size of *.
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
    eps: float = 1e-5,
) -> tuple[np.ndarray, Any]:
    if train:
        axes = all_but_channels(x)
        n = x.size // x.shape[1]
        if n < 2:
            raise ValueError("one value per channel has no spread to divide by")

        # μ = mean of x, σ² = mean of (x - μ)²: over everything but the channel
        mean = x.mean(axis=axes)  # [C]
        var = x.var(axis=axes)  # [C]

        # running ← (1 - momentum) running + momentum new, where the new variance is the unbiased one
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * var * (n / (n - 1))
    else:
        mean, var = state["mean"], state["var"]  # constants: nothing is measured, nothing changes

    # x̂ = (x - μ) / √(σ² + ε)
    inv_std = 1 / np.sqrt(var + eps)  # [C]
    x_hat = (x - spread(mean, x)) * spread(inv_std, x)  # [N, C, *]

    # y = γ x̂ + β
    y = spread(gamma, x) * x_hat + spread(beta, x)  # [N, C, *]
    return y, (x_hat, gamma * inv_std, train)


def bn_backward(dy: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x_hat, slope, train = cache
    axes = all_but_channels(dy)

    # y = γ x̂ + β, and a channel shares its γ and β: sum over all its numbers
    dgamma = (dy * x_hat).sum(axis=axes)  # [C]
    dbeta = dy.sum(axis=axes)  # [C]

    # With constant statistics each x has only its own y: dx = γ / √(σ² + ε) dy.
    # With those of the batch each x also moves μ and σ², and through them every y of its channel. What comes back that
    # way takes from dy its mean, and its part along x̂:
    # dx = γ / √(σ² + ε) (dy - mean(dy) - x̂ mean(dy x̂))
    if train:
        n = dy.size // dy.shape[1]
        dy = dy - spread(dbeta / n, dy) - x_hat * spread(dgamma / n, dy)
    dx = spread(slope, dy) * dy  # [N, C, *]
    return dx, dgamma, dbeta


def all_but_channels(x: np.ndarray) -> tuple[int, ...]:
    return (0, *range(2, x.ndim))


def spread(per_channel: np.ndarray, x: np.ndarray) -> np.ndarray:
    """[C] -> [C, 1, ...], so that it meets the channels of x [N, C, *]."""
    return per_channel.reshape(len(per_channel), *[1] * (x.ndim - 2))
