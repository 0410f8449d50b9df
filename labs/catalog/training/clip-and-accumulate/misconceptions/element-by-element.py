"""Valid, but each element is clipped by itself

You keep every element between -max and max. Clipping by value is a method too, but it bends the gradient away
from its direction. Here the whole of it is made shorter by one factor.
"""


def clip_grad_norm(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    norm = sum(float((g**2).sum()) for g in grads) ** 0.5
    for g in grads:
        g.clamp_(-max_norm, max_norm)
    return norm


def accumulate(model, batches, loss_fn):
    examples = sum(len(X) for X, _ in batches)
    mean = 0.0
    for X, y in batches:
        loss = len(X) / examples * loss_fn(model(X), y)
        loss.backward()
        mean += loss.item()
    return mean


def train_step(model, optimiser, batches, loss_fn, max_norm):
    optimiser.zero_grad()
    loss = accumulate(model, batches, loss_fn)
    norm = clip_grad_norm(model.parameters(), max_norm)
    optimiser.step()
    return loss, norm
