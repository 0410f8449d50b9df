"""Four normalisations that look at one example at a time.

Layer norm: Ba, Kiros and Hinton 2016. Instance norm: Ulyanov et al. 2016. Group norm: Wu and He 2018. RMS norm: Zhang
and Sennrich 2019. Shapes: D features; N examples, C channels, * further axes.
"""

import torch
from torch import Tensor


def layer_norm(x: Tensor, weight: Tensor, bias: Tensor, eps: float = 1e-5) -> Tensor:
    x_hat, _ = centred_and_scaled(x, eps)  # [..., D]: every position by itself
    return x_hat.to(x.dtype) * weight + bias


def rms_norm(x: Tensor, weight: Tensor, eps: float = 1e-6) -> Tensor:
    x_hat, _ = scaled(x, eps)  # [..., D]: no mean is taken away
    return x_hat.to(x.dtype) * weight


def group_norm(x: Tensor, groups: int, weight: Tensor, bias: Tensor, eps: float = 1e-5) -> Tensor:
    n, c = x.shape[:2]
    if c % groups:
        raise ValueError(f"{groups} groups cannot share {c} channels evenly")

    # C / groups neighbouring channels, at all their positions, share a mean and a variance.
    x_hat, _ = centred_and_scaled(x.reshape(n, groups, -1), eps)  # [N, groups, C / groups · *]
    x_hat = x_hat.reshape(x.shape).to(x.dtype)  # [N, C, *]

    # Weight and bias belong to channels, not to groups.
    per_channel = (c, *[1] * (x.dim() - 2))
    return x_hat * weight.reshape(per_channel) + bias.reshape(per_channel)


def instance_norm(x: Tensor, weight: Tensor, bias: Tensor, eps: float = 1e-5) -> Tensor:
    return group_norm(x, x.shape[1], weight, bias, eps)  # every channel is a group of its own


def layer_norm_backward(dy: Tensor, x: Tensor, weight: Tensor, eps: float = 1e-5) -> tuple[Tensor, Tensor, Tensor]:
    x_hat, inv_std = centred_and_scaled(x, eps)  # [..., D] and [..., 1]

    # y = w x̂ + b, and w and b are shared by all positions
    dweight = (dy * x_hat).flatten(end_dim=-2).sum(dim=0) if x.dim() > 1 else dy * x_hat  # [D]
    dbias = dy.flatten(end_dim=-2).sum(dim=0) if x.dim() > 1 else dy  # [D]

    # dx = (g - mean(g) - x̂ mean(g x̂)) / σ with g = w dy: w differs along D, so it goes in before the means
    g = dy * weight  # [..., D]
    through_mean = g.mean(dim=-1, keepdim=True)
    through_variance = x_hat * (g * x_hat).mean(dim=-1, keepdim=True)
    return (g - through_mean - through_variance) * inv_std, dweight, dbias


def rms_norm_backward(dy: Tensor, x: Tensor, weight: Tensor, eps: float = 1e-6) -> tuple[Tensor, Tensor]:
    x_hat, inv_rms = scaled(x, eps)
    dweight = (dy * x_hat).flatten(end_dim=-2).sum(dim=0) if x.dim() > 1 else dy * x_hat  # [D]

    # dx = (g - x̂ mean(g x̂)) / rms with g = w dy: without a mean there is nothing to go through
    g = dy * weight  # [..., D]
    return (g - x_hat * (g * x_hat).mean(dim=-1, keepdim=True)) * inv_rms, dweight


def scaled(x: Tensor, eps: float) -> tuple[Tensor, Tensor]:
    """x / rms and 1 / rms along the last axis, in float32 at least: half precision cannot hold x² beyond 256."""
    wide = x.to(torch.promote_types(x.dtype, torch.float32))

    # rms = √(mean(x²) + ε)
    inv_rms = 1 / torch.sqrt((wide * wide).mean(dim=-1, keepdim=True) + eps)  # [..., 1]
    return wide * inv_rms, inv_rms


def centred_and_scaled(x: Tensor, eps: float) -> tuple[Tensor, Tensor]:
    """(x - μ) / σ and 1 / σ along the last axis: the rms of what is left without the mean is the deviation."""
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    return scaled(wide - wide.mean(dim=-1, keepdim=True), eps)
