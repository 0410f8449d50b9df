"""Measuring the gradient layer by layer, and a start that keeps it alive.

The network has no biases: h_0 = x, h_l = act(h_{l-1} W_lᵀ) for l = 1 ... L. W_l is [out, in].
"""

import math
from collections.abc import Iterable

import torch
from torch import Tensor

ACTIVATIONS = {"linear": lambda z: z, "relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid}
FAR = 1000.0  # a ratio between first and last that is no longer healthy


def outputs(weights: list[Tensor], act: str, x: Tensor) -> list[Tensor]:
    """h_0 ... h_L, each [N, width]."""
    h = [x]
    for w in weights:
        h.append(ACTIVATIONS[act](h[-1] @ w.T))
    return h


def layer_grad_norms(weights: list[Tensor], act: str, x: Tensor, dy: Tensor) -> Tensor:
    h = outputs(weights, act, x.detach().clone().requires_grad_())

    # L = Σ dy · h_L, so that the gradient that arrives at h_L is dy
    loss = (dy * h[-1]).sum()
    return norms_of(torch.autograd.grad(loss, h))  # [L + 1]


def weight_grad_norms(weights: list[Tensor], act: str, x: Tensor, dy: Tensor) -> Tensor:
    # Copies that require gradients: the caller's weights stay as they are, and no gradient is left on them.
    leaves = [w.detach().clone().requires_grad_() for w in weights]
    loss = (dy * outputs(leaves, act, x)[-1]).sum()
    return norms_of(torch.autograd.grad(loss, leaves))  # [L]


def norms_of(grads: Iterable[Tensor]) -> Tensor:
    # ‖G‖ = √Σ G²: of the whole matrix, with no sign left to cancel
    return torch.stack([g.square().sum().sqrt() for g in grads])


def growth(norms: Tensor) -> float:
    # On its way from h_L to h_0 the gradient passes L layers: (‖first‖ / ‖last‖)^(1 / L) is the factor of one.
    layers = len(norms) - 1
    return float(norms[0] / norms[-1]) ** (1 / layers)


def diagnose(norms: Tensor) -> str:
    first, last = float(norms[0]), float(norms[-1])
    if not torch.isfinite(norms).all():
        return "exploding"  # what overflowed has grown beyond all bounds
    if first == 0 or first < last / FAR:
        return "vanishing"  # the gradient travels from last to first
    return "exploding" if first > last * FAR else "healthy"


def fix(depth: int, width: int, act: str, generator: torch.Generator) -> list[Tensor]:
    # A layer multiplies the mean square of the gradient by width · σ² · (mean square of the slope). The slope of ReLU
    # is 1 for half of the units, of tanh about 1 near 0: σ² = 2 / width, or 1 / width.
    std = math.sqrt((2 if act == "relu" else 1) / width)
    return [std * torch.randn(width, width, generator=generator) for _ in range(depth)]
