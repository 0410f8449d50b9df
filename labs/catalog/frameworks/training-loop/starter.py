"""The training loop. `train`, `val` and `data` can be gone through again and again and give batches (x, y).

x is [n, ...], y has n entries too, and n may differ from batch to batch. `loss_fn(model(x), y)` is the mean loss of a
batch, a tensor of one number.
"""

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn

Batches = Iterable[tuple[Tensor, Tensor]]
Loss = Callable[[Tensor, Tensor], Tensor]


def evaluate(model: nn.Module, data: Batches, loss_fn: Loss) -> float:
    """The mean loss over all examples of `data`: in evaluation mode, without gradients.

    Afterwards the model is in the mode it was in before.
    """
    raise NotImplementedError


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
    """Train for at most `epochs` epochs and leave `model` with the weights and buffers of the best one.

    After each epoch `scheduler.step()` is called, if there is a scheduler. Stops early after `patience` epochs in a
    row without a new lowest validation loss, if patience is not None.

    Returns {"train_loss": [floats], "val_loss": [floats], "lr": [floats], "best_epoch": int or None}: one entry an
    epoch, lr being the rate that the epoch trained with; the first epoch is 0.
    """
    raise NotImplementedError
