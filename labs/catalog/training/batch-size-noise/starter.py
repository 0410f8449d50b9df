"""The noise of a batch's gradient, exactly and measured, and what it says about the batch size.

Shapes: n examples, F features, P numbers in all parameters that require a gradient, k measurements.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

LossFn = Callable[[Tensor, Tensor], Tensor]  # (output, y) -> the mean loss of those examples


def epoch(n: int, size: int, generator: torch.Generator) -> list[Tensor]:
    """Index tensors for one epoch: the numbers 0 to n - 1 in a new random order, cut into batches of `size`.

    What is left over makes a shorter last batch. All randomness comes from `generator`.
    """
    raise NotImplementedError


def gradient(model: nn.Module, loss_fn: LossFn, X: Tensor, y: Tensor) -> Tensor:
    """The gradient of loss_fn(model(X), y) as one vector [P], for the parameters that require one.

    In the order of `model.parameters()`, each flattened. Every `p.grad` stays as it was.
    """
    raise NotImplementedError


def full_gradient(model: nn.Module, loss_fn: LossFn, X: Tensor, y: Tensor, batches: Sequence[Tensor]) -> Tensor:
    """The gradient [P] of the mean loss over all rows of all batches, one batch after the other.

    batches: index tensors, as from `epoch`; no more rows than one batch go through the model at once
    """
    raise NotImplementedError


def expected_noise(model: nn.Module, loss_fn: LossFn, X: Tensor, y: Tensor, size: int) -> float:
    """The mean of |g_B - g|² over all batches of `size` different rows, exactly.

    g_B [P] is the gradient on the batch, g [P] that on all n rows; n is at least 2.
    """
    raise NotImplementedError


def measured_noise(model: nn.Module, loss_fn: LossFn, X: Tensor, y: Tensor, batches: Sequence[Tensor]) -> float:
    """The mean of |g_B - g|² over the batches that were drawn: index tensors, all of the same size."""
    raise NotImplementedError


def noise_scale(small: Tensor, big: Tensor, b: int, B: int) -> tuple[float, float, float]:
    """(|G|², S, S / |G|²), without bias in the first two.

    small [k]: |g_b|², the squared length of the gradient on k batches of b rows
    big [k]: |g_B|² on k batches of B rows, B > b
    """
    raise NotImplementedError
