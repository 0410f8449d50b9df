"""A training step for batches too large for the memory, and for gradients too large for the step."""

from collections.abc import Callable, Iterable, Sequence

from torch import Tensor, nn

Batches = Sequence[tuple[Tensor, Tensor]]  # (X [n, ...], y [n, ...]); n may differ from one to the next
LossFn = Callable[[Tensor, Tensor], Tensor]  # (output, y) -> the mean loss of those n examples


def clip_grad_norm(params: Iterable[Tensor], max_norm: float) -> float:
    """Scale all gradients by one factor, so that their joint Euclidean norm is at most `max_norm`.

    params: any iterable, such as the generator `model.parameters()`; one whose grad is None does not count
    Returns the norm before anything was scaled. Gradients within the bound stay as they are.
    """
    raise NotImplementedError


def accumulate(model: nn.Module, batches: Batches, loss_fn: LossFn) -> float:
    """Add to each parameter's grad the gradient of the mean loss over all examples of all micro-batches.

    Each micro-batch goes forwards and backwards before the next one goes forwards. What is in the grads already stays, as
    with `backward`. Returns the mean loss over all examples, a plain number.
    """
    raise NotImplementedError


def train_step(model: nn.Module, optimiser, batches: Batches, loss_fn: LossFn, max_norm: float) -> tuple[float, float]:
    """One step of the optimiser for all the micro-batches together, with clipped gradients.

    optimiser: has `zero_grad()` and `step()`
    Returns the mean loss and the norm before clipping.
    """
    raise NotImplementedError
