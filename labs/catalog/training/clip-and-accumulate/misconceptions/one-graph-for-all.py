"""All graphs are kept until the end

You add the losses up and go backwards once. The numbers are right, but by then the activations of every
micro-batch are in memory, which is just what accumulating is to avoid. Call `backward` for each part.
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
    total = sum(len(X) / examples * loss_fn(model(X), y) for X, y in batches)
    total.backward()
    return total.item()


def train_step(model, optimiser, batches, loss_fn, max_norm):
    optimiser.zero_grad()
    loss = accumulate(model, batches, loss_fn)
    norm = clip_grad_norm(model.parameters(), max_norm)
    optimiser.step()
    return loss, norm
