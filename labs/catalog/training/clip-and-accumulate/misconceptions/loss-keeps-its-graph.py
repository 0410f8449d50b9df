"""The returned loss still hangs on its graph

You add up tensors that require gradients. The sum keeps every part's graph alive as long as anyone holds it, in
a list of losses for instance. Take the plain number: `loss.item()`.
"""


def clip_grad_norm(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    norm = sum(float((g**2).sum()) for g in grads) ** 0.5
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
        mean = mean + loss
    return mean


def train_step(model, optimiser, batches, loss_fn, max_norm):
    optimiser.zero_grad()
    loss = accumulate(model, batches, loss_fn)
    norm = clip_grad_norm(model.parameters(), max_norm)
    optimiser.step()
    return loss, norm
