"""Initial weights. A weight has the shape [out, in, *kernel]: no kernel for a linear layer.

Each function returns a new float32 tensor of that shape, and draws from `generator` alone. `distribution` is "normal"
or "uniform"; anything else, and a shape with fewer than two axes, is a ValueError.
"""

import math

import torch
from torch import Tensor


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """How many numbers one output is a sum of (fan_in), and how many outputs one input goes into (fan_out)."""
    raise NotImplementedError


def xavier(
    shape: tuple[int, ...],
    distribution: str = "uniform",
    gain: float = 1.0,
    generator: torch.Generator | None = None,
) -> Tensor:
    """Mean 0 and variance gain² · 2 / (fan_in + fan_out)."""
    raise NotImplementedError


def kaiming(
    shape: tuple[int, ...],
    distribution: str = "normal",
    mode: str = "fan_in",
    gain: float = math.sqrt(2),
    generator: torch.Generator | None = None,
) -> Tensor:
    """Mean 0 and variance gain² / fan, where `mode` names the fan: "fan_in" or "fan_out", else a ValueError."""
    raise NotImplementedError


def orthogonal(shape: tuple[int, ...], gain: float = 1.0, generator: torch.Generator | None = None) -> Tensor:
    """gain times a matrix [out, in · kernel] with orthonormal rows, or columns where it is higher than wide.

    Every such matrix is equally likely.
    """
    raise NotImplementedError
