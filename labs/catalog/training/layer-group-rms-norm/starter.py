"""Layer, group, instance and RMS normalisation.

Shapes: D features; N examples, C channels, * further axes. Every function returns a tensor of x's shape and dtype; its
statistics are at least float32, also where x is float16. Gradients must flow through the first four.
"""

from torch import Tensor


def layer_norm(x: Tensor, weight: Tensor, bias: Tensor, eps: float = 1e-5) -> Tensor:
    """Mean 0 and variance 1 along the last axis, then weight and bias. x [..., D]; weight, bias [D]."""
    raise NotImplementedError


def rms_norm(x: Tensor, weight: Tensor, eps: float = 1e-6) -> Tensor:
    """Root mean square 1 along the last axis, then weight. x [..., D]; weight [D]."""
    raise NotImplementedError


def group_norm(x: Tensor, groups: int, weight: Tensor, bias: Tensor, eps: float = 1e-5) -> Tensor:
    """Mean 0 and variance 1 over each group of neighbouring channels of one example, then weight and bias.

    x [N, C, *], also [N, C]; weight, bias [C]. ValueError where `groups` does not divide C.
    """
    raise NotImplementedError


def instance_norm(x: Tensor, weight: Tensor, bias: Tensor, eps: float = 1e-5) -> Tensor:
    """Mean 0 and variance 1 over each channel of one example. x [N, C, *] with at least one further axis."""
    raise NotImplementedError


def layer_norm_backward(dy: Tensor, x: Tensor, weight: Tensor, eps: float = 1e-5) -> tuple[Tensor, Tensor, Tensor]:
    """By hand: dx [..., D], dweight [D], dbias [D] of layer_norm at x, given dy [..., D]. Called without autograd."""
    raise NotImplementedError


def rms_norm_backward(dy: Tensor, x: Tensor, weight: Tensor, eps: float = 1e-6) -> tuple[Tensor, Tensor]:
    """By hand: dx [..., D], dweight [D] of rms_norm at x, given dy [..., D]. Called without autograd."""
    raise NotImplementedError
