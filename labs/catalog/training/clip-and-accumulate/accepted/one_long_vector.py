"""Gradients as one long vector

The norm is that of one vector in which all gradients stand behind each other, and the factor is never above 1, so that
no branch is needed; a tiny number beside the norm keeps 0 away from the division, as PyTorch does. The loss is
scaled after the backward pass: `backward` takes the share as the gradient it begins with.
"""

import torch


def clip_grad_norm(params, max_norm):
    params = [p for p in params if p.grad is not None]
    if not params:
        return 0.0
    norm = torch.linalg.vector_norm(torch.cat([p.grad.flatten() for p in params]))
    factor = torch.clamp(max_norm / (norm + 1e-6), max=1.0)
    for p in params:
        p.grad = p.grad * factor
    return norm


def accumulate(model, batches, loss_fn):
    sizes = torch.tensor([y.shape[0] for _, y in batches], dtype=torch.float64)
    shares = (sizes / sizes.sum()).tolist()
    losses = []
    for (X, y), share in zip(batches, shares, strict=True):
        loss = loss_fn(model(X), y)
        loss.backward(torch.full_like(loss, share))
        losses.append(share * float(loss.detach()))
    return sum(losses)


def train_step(model, optimiser, batches, loss_fn, max_norm):
    for p in model.parameters():
        p.grad = None
    loss = accumulate(model, batches, loss_fn)
    norm = clip_grad_norm(model.parameters(), max_norm)
    optimiser.step()
    return loss, float(norm)
