"""A probe for vanishing and exploding gradients.

The network has no biases: h_0 = x, h_l = act(h_{l-1} W_lᵀ) for l = 1 ... L, with the activation after every layer.
weights: the list W_1 ... W_L, each [out, in]. act: "linear", "relu", "tanh" or "sigmoid".
x [N, in of W_1]; dy [N, out of W_L], the gradient that arrives at h_L.
"""

import torch
from torch import Tensor


def layer_grad_norms(weights: list[Tensor], act: str, x: Tensor, dy: Tensor) -> Tensor:
    """The Euclidean norm of the gradient at each of h_0 (which is x), h_1 ... h_L: [L + 1], of x's dtype."""
    raise NotImplementedError


def weight_grad_norms(weights: list[Tensor], act: str, x: Tensor, dy: Tensor) -> Tensor:
    """The Euclidean norm of the gradient at each of W_1 ... W_L: [L], of the weights' dtype."""
    raise NotImplementedError


def growth(norms: Tensor) -> float:
    """The factor that one layer puts on the gradient on its way back: a geometric mean.

    norms: what `layer_grad_norms` found, [L + 1].
    """
    raise NotImplementedError


def diagnose(norms: Tensor) -> str:
    """What `layer_grad_norms` found, [L + 1]: "vanishing", "exploding" or "healthy".

    Not finite anywhere: exploding. The first 0, or more than 1000 times smaller than the last: vanishing. The first more
    than 1000 times larger than the last: exploding.
    """
    raise NotImplementedError


def fix(depth: int, width: int, act: str, generator: torch.Generator) -> list[Tensor]:
    """`depth` float32 weights [width, width] for "linear", "relu" or "tanh", with a growth near 1."""
    raise NotImplementedError
