"""Each tensor is clipped by itself

You bring every tensor's own norm below the maximum. Large layers are then cut and small ones are not, and the
gradient as a whole points elsewhere. One norm over all of them, one factor for all of them.
"""


def clip_grad_norm(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    norm = sum(float((g**2).sum()) for g in grads) ** 0.5
    for g in grads:
        own = float((g**2).sum()) ** 0.5
        if own > max_norm:
            g.mul_(max_norm / own)
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
