"""Vanishing and exploding are swapped

Your `diagnose` calls it exploding where the last norm is much larger than the first. The gradient travels from the
last layer to the first: small at the first means that it has vanished on its way.
"""

import math
from collections.abc import Iterable

import torch
from torch import Tensor

ACTIVATIONS = {"linear": lambda z: z, "relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid}
FAR = 1000.0


def outputs(weights: list[Tensor], act: str, x: Tensor) -> list[Tensor]:
    """h_0 ... h_L, each [N, width]."""
    h = [x]
    for w in weights:
        h.append(ACTIVATIONS[act](h[-1] @ w.T))
    return h


def layer_grad_norms(weights: list[Tensor], act: str, x: Tensor, dy: Tensor) -> Tensor:
    h = outputs(weights, act, x.detach().clone().requires_grad_())
    loss = (dy * h[-1]).sum()
    return norms_of(torch.autograd.grad(loss, h))


def weight_grad_norms(weights: list[Tensor], act: str, x: Tensor, dy: Tensor) -> Tensor:
    leaves = [w.detach().clone().requires_grad_() for w in weights]
    loss = (dy * outputs(leaves, act, x)[-1]).sum()
    return norms_of(torch.autograd.grad(loss, leaves))


def norms_of(grads: Iterable[Tensor]) -> Tensor:
    return torch.stack([g.square().sum().sqrt() for g in grads])


def growth(norms: Tensor) -> float:
    layers = len(norms) - 1
    return float(norms[0] / norms[-1]) ** (1 / layers)


def diagnose(norms: Tensor) -> str:
    first, last = (float(norms[0]), float(norms[-1]))
    if not torch.isfinite(norms).all():
        return "exploding"
    if first == 0 or first < last / FAR:
        return "exploding"
    return "vanishing" if first > last * FAR else "healthy"


def fix(depth: int, width: int, act: str, generator: torch.Generator) -> list[Tensor]:
    std = math.sqrt((2 if act == "relu" else 1) / width)
    return [std * torch.randn(width, width, generator=generator) for _ in range(depth)]
