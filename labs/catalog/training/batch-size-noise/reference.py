"""The noise of a batch's gradient, exactly and measured, and what it says about the batch size.

Shapes: n examples, P parameters that require a gradient, k measurements.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

LossFn = Callable[[Tensor, Tensor], Tensor]


def epoch(n: int, size: int, generator: torch.Generator) -> list[Tensor]:
    order = torch.randperm(n, generator=generator)  # [n], every number once
    return list(order.split(size))  # [size] each, what is left over in the last


def gradient(model: nn.Module, loss_fn: LossFn, X: Tensor, y: Tensor) -> Tensor:
    params = [p for p in model.parameters() if p.requires_grad]
    grads = torch.autograd.grad(loss_fn(model(X), y), params)  # returns them, and leaves every p.grad alone
    return torch.cat([g.flatten() for g in grads])  # [P]


def full_gradient(model: nn.Module, loss_fn: LossFn, X: Tensor, y: Tensor, batches: Sequence[Tensor]) -> Tensor:
    # g = Σ (B_k / n) g_k: a batch weighs as much as it has rows
    n = sum(len(rows) for rows in batches)
    return sum(len(rows) / n * gradient(model, loss_fn, X[rows], y[rows]) for rows in batches)  # [P]


def expected_noise(model: nn.Module, loss_fn: LossFn, X: Tensor, y: Tensor, size: int) -> float:
    n = len(X)
    each = torch.stack([gradient(model, loss_fn, X[i : i + 1], y[i : i + 1]) for i in range(n)])  # [n, P]

    # σ² = 1/n Σ |g_i - g|²
    variance = ((each - each.mean(dim=0)) ** 2).sum(dim=1).mean()

    # E |g_B - g|² = σ²/B · (n - B)/(n - 1): the second factor because no row comes twice
    return float(variance / size * (n - size) / (n - 1))


def measured_noise(model: nn.Module, loss_fn: LossFn, X: Tensor, y: Tensor, batches: Sequence[Tensor]) -> float:
    full = gradient(model, loss_fn, X, y)  # [P]
    drawn = torch.stack([gradient(model, loss_fn, X[rows], y[rows]) for rows in batches])  # [batches, P]

    # mean of |g_B - g|²
    return float(((drawn - full) ** 2).sum(dim=1).mean())


def noise_scale(small: Tensor, big: Tensor, b: int, B: int) -> tuple[float, float, float]:
    # E |g_B|² = |G|² + S/B, once for b and once for B: two equations for |G|² and S.
    # Each side is averaged before anything is divided.
    at_b, at_B = float(small.mean()), float(big.mean())
    signal = (B * at_B - b * at_b) / (B - b)  # |G|²
    noise = (at_b - at_B) / (1 / b - 1 / B)  # S
    return signal, noise, noise / signal
