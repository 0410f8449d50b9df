"""The micro-batches' gradients are added up as they are

Each call of `backward` adds the gradient of a *mean*. Four of them make a gradient four times too long, as if
the learning rate had grown with the number of parts. Weigh each part with its share of the examples.
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
        loss = loss_fn(model(X), y)
        loss.backward()
        mean += len(X) / examples * loss.item()
    return mean


def train_step(model, optimiser, batches, loss_fn, max_norm):
    optimiser.zero_grad()
    loss = accumulate(model, batches, loss_fn)
    norm = clip_grad_norm(model.parameters(), max_norm)
    optimiser.step()
    return loss, norm
