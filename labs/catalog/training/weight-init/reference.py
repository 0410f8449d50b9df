"""Xavier (Glorot and Bengio 2010), Kaiming (He et al. 2015) and orthogonal (Saxe et al. 2014) initialisation.

A weight has the shape [out, in, *kernel]: no kernel for a linear layer, one size for each axis of a convolution.
"""

import math

import torch
from torch import Tensor


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    if len(shape) < 2:
        raise ValueError(f"a weight of shape {tuple(shape)} has no inputs and outputs to count")

    # One output is a sum over all inputs and over every place of the kernel; one input goes into as many of each.
    outputs, inputs, *kernel = shape
    area = math.prod(kernel)  # 1 for a linear layer
    return inputs * area, outputs * area


def xavier(
    shape: tuple[int, ...],
    distribution: str = "uniform",
    gain: float = 1.0,
    generator: torch.Generator | None = None,
) -> Tensor:
    fan_in, fan_out = fans(shape)

    # forwards 1 / fan_in would keep the variance, backwards 1 / fan_out: σ² = gain² · 2 / (fan_in + fan_out)
    return drawn(shape, gain * math.sqrt(2 / (fan_in + fan_out)), distribution, generator)


def kaiming(
    shape: tuple[int, ...],
    distribution: str = "normal",
    mode: str = "fan_in",
    gain: float = math.sqrt(2),
    generator: torch.Generator | None = None,
) -> Tensor:
    fan_in, fan_out = fans(shape)
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(f"mode is fan_in or fan_out, not {mode}")

    # ReLU halves the mean square, gain² = 2 makes up for it: σ² = gain² / fan
    fan = fan_in if mode == "fan_in" else fan_out
    return drawn(shape, gain / math.sqrt(fan), distribution, generator)


def orthogonal(shape: tuple[int, ...], gain: float = 1.0, generator: torch.Generator | None = None) -> Tensor:
    fans(shape)  # refuses what is no weight
    rows, columns = shape[0], math.prod(shape[1:])  # a convolution is a matrix of one row per output

    # A = Q R for a normal A. The columns of Q are orthonormal, so Q must not be wider than it is high.
    tall = torch.randn(max(rows, columns), min(rows, columns), generator=generator)
    q, r = torch.linalg.qr(tall)

    # Q is only known up to the sign of each column, and the algorithm's choice is no coin. With the signs that make
    # the diagonal of R positive, every orthogonal matrix is equally likely.
    q = q * torch.sign(torch.diagonal(r))
    if rows < columns:
        q = q.T
    return gain * q.reshape(shape)  # [out, in, *kernel]


def drawn(shape: tuple[int, ...], std: float, distribution: str, generator: torch.Generator | None) -> Tensor:
    if distribution == "normal":
        return std * torch.randn(shape, generator=generator)
    if distribution == "uniform":
        # the variance of a uniform number between -a and a is a² / 3, so a = √3 σ
        bound = math.sqrt(3) * std
        return bound * (2 * torch.rand(shape, generator=generator) - 1)
    raise ValueError(f"distribution is normal or uniform, not {distribution}")
