"""Loops over rows, groups and channels

Everything is cut into single rows of numbers; one function normalises one row with `torch.var`, and `torch.stack` puts
the results together again. The backward pass multiplies each row by its Jacobian matrix.
"""

import torch


def row(x, eps, centre=True):
    wide = x.double() if x.dtype == torch.float64 else x.float()
    if centre:
        return (wide - wide.mean()) / (wide.var(correction=0) + eps).sqrt()
    return wide / (wide.pow(2).mean() + eps).sqrt()


def each_row(x, eps, centre=True):
    flat = x.reshape(-1, x.shape[-1])
    return torch.stack([row(one, eps, centre) for one in flat]).reshape(x.shape).to(x.dtype)


def layer_norm(x, weight, bias, eps=1e-5):
    return each_row(x, eps) * weight + bias


def rms_norm(x, weight, eps=1e-6):
    return weight * each_row(x, eps, centre=False)


def group_norm(x, groups, weight, bias, eps=1e-5):
    channels = x.shape[1]
    if channels % groups != 0:
        raise ValueError("the groups are uneven")
    size = channels // groups
    examples = []
    for example in x:
        parts = []
        for g in range(groups):
            part = example[g * size : (g + 1) * size]
            normal = row(part.flatten(), eps).reshape(part.shape).to(x.dtype)
            parts += [normal[i] * weight[g * size + i] + bias[g * size + i] for i in range(size)]
        examples.append(torch.stack(parts))
    return torch.stack(examples)


def instance_norm(x, weight, bias, eps=1e-5):
    return group_norm(x, len(weight), weight, bias, eps)


def by_jacobian(dy, x, weight, eps, centre):
    d = x.shape[-1]
    one, eye = torch.ones(d, d, dtype=x.dtype, device=x.device) / d, torch.eye(d, dtype=x.dtype, device=x.device)
    dx = []
    for given, values in zip((dy * weight).reshape(-1, d), x.reshape(-1, d), strict=True):
        normal = row(values, eps, centre)
        left = values - values.mean() if centre else values
        root = ((left**2).mean() + eps).sqrt()
        jacobian = (eye - torch.outer(normal, normal) / d - (one if centre else 0)) / root
        dx.append(jacobian @ given)
    return torch.stack(dx).reshape(x.shape)


def layer_norm_backward(dy, x, weight, eps=1e-5):
    d = x.shape[-1]
    dweight = (dy * each_row(x, eps)).reshape(-1, d).sum(0)
    return by_jacobian(dy, x, weight, eps, True), dweight, dy.reshape(-1, d).sum(0)


def rms_norm_backward(dy, x, weight, eps=1e-6):
    dweight = (dy * each_row(x, eps, centre=False)).reshape(-1, x.shape[-1]).sum(0)
    return by_jacobian(dy, x, weight, eps, False), dweight
