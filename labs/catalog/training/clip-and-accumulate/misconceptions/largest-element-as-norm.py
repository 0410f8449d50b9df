"""Valid, but the norm is the largest element

The maximum norm is one of PyTorch's choices (`norm_type=inf`). Here, as by default, it is the Euclidean one:
the root of the sum of all squares.
"""


def clip_grad_norm(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    norm = max((float(g.abs().max()) for g in grads), default=0.0)
    if norm > max_norm:
        for g in grads:
            g.mul_(max_norm / norm)
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
