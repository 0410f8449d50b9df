"""Validation records gradients

`model.eval()` changes layers, not autograd. Without `torch.no_grad()` every validation batch builds a graph
that nobody needs, and memory goes with it.
"""

import copy
import math
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn

Batches = Iterable[tuple[Tensor, Tensor]]
Loss = Callable[[Tensor, Tensor], Tensor]


# mean over examples = Σ n_k · loss_k / Σ n_k, with n_k examples in batch k
def evaluate(model: nn.Module, data: Batches, loss_fn: Loss) -> float:
    was_training = model.training
    model.eval()
    total, seen = 0.0, 0
    for x, y in data:
        total += loss_fn(model(x), y).item() * len(x)
        seen += len(x)
    model.train(was_training)
    return total / seen


def train_one_epoch(model: nn.Module, data: Batches, loss_fn: Loss, optimizer: torch.optim.Optimizer) -> float:
    model.train()
    total, seen = 0.0, 0
    for x, y in data:
        optimizer.zero_grad()  # gradients add up until someone clears them
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)  # a number: the tensor would keep its whole graph alive
        seen += len(x)
    return total / seen


def fit(
    model: nn.Module,
    train: Batches,
    val: Batches,
    loss_fn: Loss,
    optimizer: torch.optim.Optimizer,
    scheduler: Any | None,
    epochs: int,
    patience: int | None = None,
) -> dict[str, Any]:
    history: dict[str, Any] = {"train_loss": [], "val_loss": [], "lr": [], "best_epoch": None}
    best_loss, best_state, waited = math.inf, None, 0
    for epoch in range(epochs):
        history["lr"].append(optimizer.param_groups[0]["lr"])  # the rate this epoch trains with
        history["train_loss"].append(train_one_epoch(model, train, loss_fn, optimizer))
        val_loss = evaluate(model, val, loss_fn)
        history["val_loss"].append(val_loss)
        if scheduler is not None:
            scheduler.step()  # after the epoch's steps

        waited += 1
        if math.isfinite(val_loss) and val_loss < best_loss:
            best_loss, waited = val_loss, 0
            best_state = copy.deepcopy(model.state_dict())  # its tensors are the model's own: copy them
            history["best_epoch"] = epoch
        if waited == patience:
            break
    if best_state is not None:
        model.load_state_dict(best_state)
    return history
