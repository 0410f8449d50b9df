"""Tensors filled in place

Each function makes an empty tensor and lets torch fill it: `uniform_` between the two bounds, `normal_` with a
deviation. The orthogonal matrix comes from the singular vectors of a normal one: the product of both sides.
"""

import math

import torch


def fans(shape):
    if len(shape) < 2:
        raise ValueError("a weight needs two axes at least")
    meta = torch.empty(shape, device="meta")
    return meta[0].numel(), meta[:, 0].numel()


def fill(shape, variance, distribution, generator):
    w = torch.empty(shape)
    if distribution == "uniform":
        bound = math.sqrt(3 * variance)
        return w.uniform_(-bound, bound, generator=generator)
    if distribution == "normal":
        return w.normal_(0.0, math.sqrt(variance), generator=generator)
    raise ValueError(distribution)


def xavier(shape, distribution="uniform", gain=1.0, generator=None):
    return fill(shape, 2 * gain**2 / sum(fans(shape)), distribution, generator)


def kaiming(shape, distribution="normal", mode="fan_in", gain=math.sqrt(2), generator=None):
    chosen = dict(zip(("fan_in", "fan_out"), fans(shape)))
    if mode not in chosen:
        raise ValueError(mode)
    return fill(shape, gain**2 / chosen[mode], distribution, generator)


def orthogonal(shape, gain=1.0, generator=None):
    fans(shape)
    normal = torch.empty(shape).normal_(generator=generator).flatten(1)
    left, _, right = torch.linalg.svd(normal, full_matrices=False)
    return (left @ right).reshape(shape) * gain
