"""Three optimisers that divide each parameter's gradient by how large its gradients have been.

All of them: `params` is any iterable of leaf tensors that require gradients, of any shapes; `lr` is an attribute, read anew
at each step; `step` updates every parameter in place from its `grad`, which stays as it is, and leaves one whose grad is
None alone; `zero_grad` clears the gradients, to None or to zeros.
"""

from collections.abc import Iterable

from torch import Tensor


class RMSprop:
    """Divides by the root of a running mean of squared gradients."""

    lr: float

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        momentum: float = 0.0,
        centered: bool = False,
    ) -> None:
        """alpha: the share of the running means that is left a step later.

        momentum: the share of the velocity that is left a step later; the velocity collects divided gradients
        centered: divide by the standard deviation of the gradients in the place of their root mean square
        """
        raise NotImplementedError

    def step(self) -> None:
        raise NotImplementedError

    def zero_grad(self) -> None:
        raise NotImplementedError


class Adagrad:
    """Divides by the root of the sum of all squared gradients so far."""

    lr: float

    def __init__(self, params: Iterable[Tensor], lr: float = 1e-2, eps: float = 1e-10) -> None:
        raise NotImplementedError

    def step(self) -> None:
        raise NotImplementedError

    def zero_grad(self) -> None:
        raise NotImplementedError


class Adadelta:
    """Divides by a running root mean square of the gradients, and multiplies by that of its own past moves."""

    lr: float

    def __init__(self, params: Iterable[Tensor], lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        """rho: the share of both running means that is left a step later."""
        raise NotImplementedError

    def step(self) -> None:
        raise NotImplementedError

    def zero_grad(self) -> None:
        raise NotImplementedError
