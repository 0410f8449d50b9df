"""Gradients asked for, not left behind

`torch.autograd.grad` returns the gradients of each micro-batch, weighed by its number of examples; they are
divided by the total and added to what the parameters hold only when all parts are done. The norm is built up tensor by
tensor, as the length of a vector of lengths.
"""

import math

import torch


def clip_grad_norm(params, max_norm):
    with torch.no_grad():
        grads = [p.grad for p in list(params) if p.grad is not None]
        norm = math.hypot(*(g.norm().item() for g in grads))
        if norm > max_norm:
            torch._foreach_mul_(grads, max_norm / norm)
    return norm


def accumulate(model, batches, loss_fn):
    trained = [p for p in model.parameters() if p.requires_grad]
    sums, total, seen = [torch.zeros_like(p) for p in trained], 0.0, 0
    for X, y in batches:
        n = X.size(0)
        loss = loss_fn(model(X), y)
        for kept, g in zip(sums, torch.autograd.grad(loss, trained), strict=True):
            kept += n * g
        total += n * loss.item()
        seen += n
    for p, kept in zip(trained, sums, strict=True):
        kept /= seen
        p.grad = kept if p.grad is None else p.grad + kept
    return total / seen


def train_step(model, optimiser, batches, loss_fn, max_norm):
    optimiser.zero_grad()
    mean = accumulate(model, batches, loss_fn)
    before = clip_grad_norm(list(model.parameters()), max_norm)
    optimiser.step()
    return mean, before
