"""The micro-batches are joined to one large batch

That gives the right numbers and needs all the memory at once. Each part is to go forwards and backwards by
itself.
"""

import torch


def clip_grad_norm(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    norm = sum(float((g**2).sum()) for g in grads) ** 0.5
    if norm > max_norm:
        for g in grads:
            g.mul_(max_norm / norm)
    return norm


def accumulate(model, batches, loss_fn):
    X = torch.cat([X for X, _ in batches])
    y = torch.cat([y for _, y in batches])
    loss = loss_fn(model(X), y)
    loss.backward()
    return loss.item()


def train_step(model, optimiser, batches, loss_fn, max_norm):
    optimiser.zero_grad()
    loss = accumulate(model, batches, loss_fn)
    norm = clip_grad_norm(model.parameters(), max_norm)
    optimiser.step()
    return loss, norm
