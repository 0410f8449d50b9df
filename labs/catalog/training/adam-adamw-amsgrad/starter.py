"""Adam with its two best-known changes: decoupled weight decay (AdamW) and a denominator that never shrinks (AMSGrad)."""

from collections.abc import Iterable

from torch import Tensor


class Adam:
    """Moves parameters by a running mean of their gradients, divided by the root of a running mean of their squares.

    `lr` is an attribute, read anew at each step: assigning it changes the rate from the next step on.
    """

    lr: float

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        decoupled: bool = False,
        amsgrad: bool = False,
    ) -> None:
        """Take charge of `params`: leaf tensors of any shapes that require gradients.

        params: any iterable, such as the generator `model.parameters()`
        decoupled: False adds weight_decay * p to the gradient; True shrinks p by lr * weight_decay, beside the gradient
        amsgrad: divide by the largest running mean of squares so far
        """
        raise NotImplementedError

    def step(self) -> None:
        """Update every parameter in place from its `grad`, which stays as it is; one whose grad is None is left alone."""
        raise NotImplementedError

    def zero_grad(self) -> None:
        """Clear the gradients, to None or to zeros."""
        raise NotImplementedError
