"""The parameters are walked through twice

`model.parameters()` is a generator: the first loop, for the norm, uses it up, and the second finds nothing to
scale. Make a list first.
"""


def clip_grad_norm(params, max_norm):
    norm = sum(float((p.grad**2).sum()) for p in params if p.grad is not None) ** 0.5
    if norm > max_norm:
        for p in params:
            if p.grad is not None:
                p.grad.mul_(max_norm / norm)
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
