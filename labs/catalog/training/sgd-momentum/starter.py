"""Stochastic gradient descent with momentum, dampening, Nesterov's look ahead and weight decay."""

from collections.abc import Iterable

from torch import Tensor


class SGD:
    """Moves parameters against their gradients, or against a velocity that the gradients build up.

    `lr` is an attribute, read anew at each step: assigning it changes the rate from the next step on.
    """

    lr: float

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        momentum: float = 0.0,
        dampening: float = 0.0,
        nesterov: bool = False,
        weight_decay: float = 0.0,
    ) -> None:
        """Take charge of `params`: leaf tensors of any shapes that require gradients.

        params: any iterable, such as the generator `model.parameters()`
        momentum: the share of the velocity that is left a step later; 0 means no velocity at all
        dampening: the share of each gradient that does not enter the velocity, the first one excepted
        Raises `ValueError` where `nesterov` comes without momentum or with dampening.
        """
        raise NotImplementedError

    def step(self) -> None:
        """Update every parameter in place from its `grad`, which stays as it is; one whose grad is None is left alone."""
        raise NotImplementedError

    def zero_grad(self) -> None:
        """Clear the gradients, to None or to zeros."""
        raise NotImplementedError
