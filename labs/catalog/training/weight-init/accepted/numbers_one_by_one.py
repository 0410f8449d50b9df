"""Gram and Schmidt, and normal numbers from uniform ones

Normal numbers are made of uniform ones by the formula of Box and Muller. The orthogonal matrix is built row by row:
from each random row its parts along the rows before are taken away, twice for the digits, and the rest is brought to
length 1.
"""

import math

import torch


def fans(shape):
    if len(shape) == 0 or len(shape) == 1:
        raise ValueError(shape)
    fan_in, fan_out = shape[1], shape[0]
    for size in shape[2:]:
        fan_in *= size
        fan_out *= size
    return fan_in, fan_out


def uniform(count, generator):
    return torch.rand(count, dtype=torch.float64, generator=generator)


def normal(count, generator):
    radius = torch.sqrt(-2 * torch.log1p(-uniform(count, generator)))
    return radius * torch.cos(2 * math.pi * uniform(count, generator))


def make(shape, std, distribution, generator):
    count = math.prod(shape)
    if distribution not in ("normal", "uniform"):
        raise ValueError(f"no distribution is called {distribution}")
    unit = normal(count, generator) if distribution == "normal" else math.sqrt(12) * (uniform(count, generator) - 0.5)
    return (std * unit).float().reshape(shape)


def xavier(shape, distribution="uniform", gain=1.0, generator=None):
    a, b = fans(shape)
    return make(shape, gain / math.sqrt((a + b) / 2), distribution, generator)


def kaiming(shape, distribution="normal", mode="fan_in", gain=math.sqrt(2), generator=None):
    a, b = fans(shape)
    if mode == "fan_in":
        return make(shape, gain / math.sqrt(a), distribution, generator)
    if mode == "fan_out":
        return make(shape, gain / math.sqrt(b), distribution, generator)
    raise ValueError(mode)


def orthogonal(shape, gain=1.0, generator=None):
    fan_in, _ = fans(shape)
    rows, length = min(shape[0], fan_in), max(shape[0], fan_in)
    basis = []
    for row in normal(rows * length, generator).reshape(rows, length):
        for _ in range(2):
            for other in basis:
                row = row - (row @ other) * other
        basis.append(row / row.norm())
    matrix = torch.stack(basis)
    matrix = matrix if shape[0] <= fan_in else matrix.T
    return (gain * matrix).float().reshape(shape)
