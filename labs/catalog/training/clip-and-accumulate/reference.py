"""Gradient clipping by the joint norm (Pascanu et al. 2013) and gradient accumulation."""

from collections.abc import Callable, Iterable, Sequence

from torch import Tensor, nn

Batches = Sequence[tuple[Tensor, Tensor]]
LossFn = Callable[[Tensor, Tensor], Tensor]


def clip_grad_norm(params: Iterable[Tensor], max_norm: float) -> float:
    grads = [p.grad for p in params if p.grad is not None]

    # |g| = √(Σ g²), over all elements of all tensors
    norm = sum(float((g**2).sum()) for g in grads) ** 0.5

    # g ← g · max / |g| where |g| is above the maximum: shorter, and in the same direction
    if norm > max_norm:
        for g in grads:
            g.mul_(max_norm / norm)
    return norm


def accumulate(model: nn.Module, batches: Batches, loss_fn: LossFn) -> float:
    examples = sum(len(X) for X, _ in batches)
    mean = 0.0
    for X, y in batches:
        # mean over all = Σ (n / N) · mean over n
        loss = len(X) / examples * loss_fn(model(X), y)
        loss.backward()  # adds to every grad, and lets go of the graph
        mean += loss.item()
    return mean


def train_step(model: nn.Module, optimiser, batches: Batches, loss_fn: LossFn, max_norm: float) -> tuple[float, float]:
    optimiser.zero_grad()
    loss = accumulate(model, batches, loss_fn)
    norm = clip_grad_norm(model.parameters(), max_norm)  # once, of the whole gradient
    optimiser.step()
    return loss, norm
