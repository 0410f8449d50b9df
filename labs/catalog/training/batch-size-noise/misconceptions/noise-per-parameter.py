"""Valid, but the expected noise is a mean over the parameters

The variances of the P entries are averaged. That says how noisy one entry is. Asked is |g_B - g|², in which they
are summed: it can be compared with |g|².
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

LossFn = Callable[[Tensor, Tensor], Tensor]


def epoch(n: int, size: int, generator: torch.Generator) -> list[Tensor]:
    order = torch.randperm(n, generator=generator)
    return list(order.split(size))


def gradient(model: nn.Module, loss_fn: LossFn, X: Tensor, y: Tensor) -> Tensor:
    params = [p for p in model.parameters() if p.requires_grad]
    grads = torch.autograd.grad(loss_fn(model(X), y), params)
    return torch.cat([g.flatten() for g in grads])


def full_gradient(model: nn.Module, loss_fn: LossFn, X: Tensor, y: Tensor, batches: Sequence[Tensor]) -> Tensor:
    n = sum(len(rows) for rows in batches)
    return sum(len(rows) / n * gradient(model, loss_fn, X[rows], y[rows]) for rows in batches)


def expected_noise(model: nn.Module, loss_fn: LossFn, X: Tensor, y: Tensor, size: int) -> float:
    n = len(X)
    each = torch.stack([gradient(model, loss_fn, X[i : i + 1], y[i : i + 1]) for i in range(n)])
    variance = ((each - each.mean(dim=0)) ** 2).mean(dim=1).mean()
    return float(variance / size * (n - size) / (n - 1))


def measured_noise(model: nn.Module, loss_fn: LossFn, X: Tensor, y: Tensor, batches: Sequence[Tensor]) -> float:
    full = gradient(model, loss_fn, X, y)
    drawn = torch.stack([gradient(model, loss_fn, X[rows], y[rows]) for rows in batches])
    return float(((drawn - full) ** 2).sum(dim=1).mean())


def noise_scale(small: Tensor, big: Tensor, b: int, B: int) -> tuple[float, float, float]:
    at_b, at_B = (float(small.mean()), float(big.mean()))
    signal = (B * at_B - b * at_b) / (B - b)
    noise = (at_b - at_B) / (1 / b - 1 / B)
    return (signal, noise, noise / signal)
