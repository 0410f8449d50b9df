"""Two children of Adam: one looks ahead along its momentum, one distrusts its denominator at first.

Both: `params` is any iterable of leaf tensors that require gradients, of any shapes; `lr` is an attribute, read anew at each
step; `step` updates every parameter in place from its `grad`, which stays as it is, and leaves one whose grad is None
alone; `zero_grad` clears the gradients, to None or to zeros.
"""

from collections.abc import Iterable

from torch import Tensor


class NAdam:
    """Adam with Nesterov's look ahead, and a momentum that grows from half of beta1 towards beta1."""

    lr: float

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        momentum_decay: float = 4e-3,
    ) -> None:
        """momentum_decay: how fast the momentum of the look ahead grows."""
        raise NotImplementedError

    def step(self) -> None:
        raise NotImplementedError

    def zero_grad(self) -> None:
        raise NotImplementedError


class RAdam:
    """Adam that leaves its denominator out until enough gradients are behind it, and shortens its steps after that."""

    lr: float

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ) -> None:
        raise NotImplementedError

    def step(self) -> None:
        raise NotImplementedError

    def zero_grad(self) -> None:
        raise NotImplementedError
