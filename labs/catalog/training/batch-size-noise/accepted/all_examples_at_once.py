"""All examples at once

`torch.func` differentiates the loss as a function of the parameters, and `vmap` does it for every row in one go. Noise
is then a matter of the rows of one matrix: that of a batch's gradient is the mean of its rows. The variance comes from
squared lengths, as the mean of the squares less the square of the mean.
"""

import torch
from torch.func import functional_call, grad, vmap


def epoch(n, size, generator):
    keys = torch.rand(n, generator=generator, dtype=torch.float64)
    order = torch.argsort(keys)
    return [order[start : start + size] for start in range(0, n, size)]


def trainable(model):
    return {name: p.detach() for name, p in model.named_parameters() if p.requires_grad}


def gradient(model, loss_fn, X, y):
    by_name = grad(lambda params: loss_fn(functional_call(model, params, (X,)), y))(trainable(model))
    return torch.cat([by_name[name].reshape(-1) for name in by_name])


def each_gradient(model, loss_fn, X, y):
    def loss(params, x, target):
        return loss_fn(functional_call(model, params, (x[None],)), target[None])

    by_name = vmap(grad(loss), in_dims=(None, 0, 0))(trainable(model), X, y)
    return torch.cat([g.flatten(1) for g in by_name.values()], dim=1)  # [n, P]


def full_gradient(model, loss_fn, X, y, batches):
    parts = [each_gradient(model, loss_fn, X[rows], y[rows]) for rows in batches]
    return torch.cat(parts).mean(dim=0)


def expected_noise(model, loss_fn, X, y, size):
    each = each_gradient(model, loss_fn, X, y)
    n = len(each)
    variance = each.square().sum() / n - each.mean(dim=0).square().sum()
    return variance.item() * (n / size - 1) / (n - 1)


def measured_noise(model, loss_fn, X, y, batches):
    each = each_gradient(model, loss_fn, X, y)
    each = each - each.mean(dim=0)
    return each[torch.stack(list(batches))].mean(dim=1).square().sum(dim=1).mean()


def noise_scale(small, big, b, B):
    pair = torch.stack([small.mean(), big.mean()])
    rows = torch.tensor([[1, 1 / b], [1, 1 / B]], dtype=pair.dtype)
    signal, noise = torch.linalg.solve(rows, pair)
    return signal, noise, noise / signal
