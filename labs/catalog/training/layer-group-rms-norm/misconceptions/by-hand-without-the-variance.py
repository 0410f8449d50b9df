"""By hand, the way through the variance is missing

Your `layer_norm_backward` passes through the mean and not through the variance. Stretching a row (nearly) changes
nothing, so dx must have (nearly) no part along x̂.
"""

import torch
from torch import Tensor


def layer_norm(x: Tensor, weight: Tensor, bias: Tensor, eps: float = 1e-05) -> Tensor:
    x_hat, _ = centred_and_scaled(x, eps)
    return x_hat.to(x.dtype) * weight + bias


def rms_norm(x: Tensor, weight: Tensor, eps: float = 1e-06) -> Tensor:
    x_hat, _ = scaled(x, eps)
    return x_hat.to(x.dtype) * weight


def group_norm(x: Tensor, groups: int, weight: Tensor, bias: Tensor, eps: float = 1e-05) -> Tensor:
    n, c = x.shape[:2]
    if c % groups:
        raise ValueError(f"{groups} groups cannot share {c} channels evenly")
    x_hat, _ = centred_and_scaled(x.reshape(n, groups, -1), eps)
    x_hat = x_hat.reshape(x.shape).to(x.dtype)
    per_channel = (c, *[1] * (x.dim() - 2))
    return x_hat * weight.reshape(per_channel) + bias.reshape(per_channel)


def instance_norm(x: Tensor, weight: Tensor, bias: Tensor, eps: float = 1e-05) -> Tensor:
    return group_norm(x, x.shape[1], weight, bias, eps)


def layer_norm_backward(dy: Tensor, x: Tensor, weight: Tensor, eps: float = 1e-05) -> tuple[Tensor, Tensor, Tensor]:
    x_hat, inv_std = centred_and_scaled(x, eps)
    dweight = (dy * x_hat).flatten(end_dim=-2).sum(dim=0) if x.dim() > 1 else dy * x_hat
    dbias = dy.flatten(end_dim=-2).sum(dim=0) if x.dim() > 1 else dy
    g = dy * weight
    through_mean = g.mean(dim=-1, keepdim=True)
    return ((g - through_mean) * inv_std, dweight, dbias)


def rms_norm_backward(dy: Tensor, x: Tensor, weight: Tensor, eps: float = 1e-06) -> tuple[Tensor, Tensor]:
    x_hat, inv_rms = scaled(x, eps)
    dweight = (dy * x_hat).flatten(end_dim=-2).sum(dim=0) if x.dim() > 1 else dy * x_hat
    g = dy * weight
    return ((g - x_hat * (g * x_hat).mean(dim=-1, keepdim=True)) * inv_rms, dweight)


def scaled(x: Tensor, eps: float) -> tuple[Tensor, Tensor]:
    """x / rms and 1 / rms along the last axis, in float32 at least: half precision cannot hold x² beyond 256."""
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    inv_rms = 1 / torch.sqrt((wide * wide).mean(dim=-1, keepdim=True) + eps)
    return (wide * inv_rms, inv_rms)


def centred_and_scaled(x: Tensor, eps: float) -> tuple[Tensor, Tensor]:
    """(x - μ) / σ and 1 / σ along the last axis: the rms of what is left without the mean is the deviation."""
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    return scaled(wide - wide.mean(dim=-1, keepdim=True), eps)
