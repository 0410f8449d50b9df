"""Autograd functions with their own gradient

Layer and RMS norm are `torch.autograd.Function`s whose backward is the closed formula; group norm turns its input so
that a group is a row, and calls the same function without weight. The formulas work on sums in place of means.
"""

import torch


def wide(x):
    return x if x.dtype == torch.float64 else x.float()


def backward_of(given, normal, inverse, centre):
    n = given.shape[-1]
    rest = n * given - normal * torch.einsum("...d,...d->...", given, normal)[..., None]
    return (rest - given.sum(-1, keepdim=True) if centre else rest) * inverse / n


class Normal(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, eps, centre):
        values = wide(x)
        if centre:
            variance, mean = torch.var_mean(values, dim=-1, correction=0, keepdim=True)
            values = values - mean
        else:
            variance = torch.linalg.vector_norm(values, dim=-1, keepdim=True) ** 2 / x.shape[-1]
        inverse = torch.rsqrt(variance + eps)
        normal = values * inverse
        ctx.save_for_backward(normal, inverse)
        ctx.centre, ctx.dtype = centre, x.dtype
        return normal.to(x.dtype)

    @staticmethod
    def backward(ctx, given):
        normal, inverse = ctx.saved_tensors
        return backward_of(given, normal, inverse, ctx.centre).to(ctx.dtype), None, None


def layer_norm(x, weight, bias, eps=1e-5):
    return torch.addcmul(bias, Normal.apply(x, eps, True), weight)


def rms_norm(x, weight, eps=1e-6):
    return Normal.apply(x, eps, False) * weight


def group_norm(x, groups, weight, bias, eps=1e-5):
    if x.shape[1] // groups * groups != x.shape[1]:
        raise ValueError(f"{x.shape[1]} channels, {groups} groups")
    normal = Normal.apply(x.unflatten(1, (groups, -1)).flatten(2), eps, True).view(x.shape)
    moved = normal.movedim(1, -1) * weight + bias
    return moved.movedim(-1, 1)


def instance_norm(x, weight, bias, eps=1e-5):
    normal = Normal.apply(x.flatten(2), eps, True).view(x.shape)
    return (normal.movedim(1, -1) * weight + bias).movedim(-1, 1)


def parts(x, eps, centre):
    values = x - x.mean(-1, keepdim=True) if centre else x
    inverse = torch.rsqrt(values.square().mean(-1, keepdim=True) + eps)
    return values * inverse, inverse


def layer_norm_backward(dy, x, weight, eps=1e-5):
    normal, inverse = parts(x, eps, True)
    leading = tuple(range(x.dim() - 1))
    dweight = (dy * normal).sum(leading) if leading else dy * normal
    return backward_of(dy * weight, normal, inverse, True), dweight, dy.sum(leading) if leading else dy


def rms_norm_backward(dy, x, weight, eps=1e-6):
    normal, inverse = parts(x, eps, False)
    leading = tuple(range(x.dim() - 1))
    return backward_of(dy * weight, normal, inverse, False), (dy * normal).sum(leading) if leading else dy * normal
