"""Valid, but the fans of a weight stored as [in, out]

Your `fans` takes the first axis as inputs and the second as outputs, which is right for Keras and for x @ W.
PyTorch stores [out, in, *kernel], and that is asked: the second axis is the input. Xavier does not show the
difference, since it adds both.
"""

import math

import torch
from torch import Tensor


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    if len(shape) < 2:
        raise ValueError(f"a weight of shape {tuple(shape)} has no inputs and outputs to count")
    outputs, inputs, *kernel = shape
    area = math.prod(kernel)
    return (outputs * area, inputs * area)


def xavier(
    shape: tuple[int, ...], distribution: str = "uniform", gain: float = 1.0, generator: torch.Generator | None = None
) -> Tensor:
    fan_in, fan_out = fans(shape)
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
    fan = fan_in if mode == "fan_in" else fan_out
    return drawn(shape, gain / math.sqrt(fan), distribution, generator)


def orthogonal(shape: tuple[int, ...], gain: float = 1.0, generator: torch.Generator | None = None) -> Tensor:
    fans(shape)
    rows, columns = (shape[0], math.prod(shape[1:]))
    tall = torch.randn(max(rows, columns), min(rows, columns), generator=generator)
    q, r = torch.linalg.qr(tall)
    q = q * torch.sign(torch.diagonal(r))
    if rows < columns:
        q = q.T
    return gain * q.reshape(shape)


def drawn(shape: tuple[int, ...], std: float, distribution: str, generator: torch.Generator | None) -> Tensor:
    if distribution == "normal":
        return std * torch.randn(shape, generator=generator)
    if distribution == "uniform":
        bound = math.sqrt(3) * std
        return bound * (2 * torch.rand(shape, generator=generator) - 1)
    raise ValueError(f"distribution is normal or uniform, not {distribution}")
