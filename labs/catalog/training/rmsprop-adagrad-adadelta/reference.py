"""RMSProp (Hinton 2012), Adagrad (Duchi et al. 2011) and Adadelta (Zeiler 2012)."""

from collections.abc import Iterable

import torch
from torch import Tensor


class Optimiser:
    """What the three share: they move each parameter that has a gradient by -lr times a direction of their own."""

    def __init__(self, params: Iterable[Tensor], lr: float) -> None:
        self.params = list(params)  # a generator can be read only once
        self.lr = lr

    def zeros(self) -> list[Tensor]:
        """One tensor of zeros for each parameter, of its shape."""
        return [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is not None:
                p.sub_(self.lr * self.direction(i, p.grad))

    def direction(self, i: int, g: Tensor) -> Tensor:
        raise NotImplementedError

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None


class RMSprop(Optimiser):
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        momentum: float = 0.0,
        centered: bool = False,
    ) -> None:
        super().__init__(params, lr)
        self.alpha = alpha
        self.eps = eps
        self.momentum = momentum
        self.centered = centered
        self.v = self.zeros()  # running mean of squared gradients
        self.m = self.zeros()  # running mean of gradients
        self.b = self.zeros()  # velocity

    def direction(self, i: int, g: Tensor) -> Tensor:
        # v ← α v + (1 - α) g²
        self.v[i] = self.alpha * self.v[i] + (1 - self.alpha) * g**2
        spread = self.v[i]

        # centred: m ← α m + (1 - α) g, and the mean square less the squared mean is the variance
        if self.centered:
            self.m[i] = self.alpha * self.m[i] + (1 - self.alpha) * g
            spread = self.v[i] - self.m[i] ** 2

        # b ← μ b + g / (√v + ε), which is g / (√v + ε) alone without momentum
        self.b[i] = self.momentum * self.b[i] + g / (spread.sqrt() + self.eps)
        return self.b[i]


class Adagrad(Optimiser):
    def __init__(self, params: Iterable[Tensor], lr: float = 1e-2, eps: float = 1e-10) -> None:
        super().__init__(params, lr)
        self.eps = eps
        self.s = self.zeros()  # sum of squared gradients

    def direction(self, i: int, g: Tensor) -> Tensor:
        # s ← s + g², and the direction is g / (√s + ε)
        self.s[i] = self.s[i] + g**2
        return g / (self.s[i].sqrt() + self.eps)


class Adadelta(Optimiser):
    def __init__(self, params: Iterable[Tensor], lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        super().__init__(params, lr)
        self.rho = rho
        self.eps = eps
        self.v = self.zeros()  # running mean of squared gradients
        self.u = self.zeros()  # running mean of squared moves

    def direction(self, i: int, g: Tensor) -> Tensor:
        # v ← ρ v + (1 - ρ) g²
        self.v[i] = self.rho * self.v[i] + (1 - self.rho) * g**2

        # δ = g √(u + ε) / √(v + ε): the units of the gradient cancel, those of the parameter come in
        delta = g * (self.u[i] + self.eps).sqrt() / (self.v[i] + self.eps).sqrt()

        # u ← ρ u + (1 - ρ) δ², for the next step
        self.u[i] = self.rho * self.u[i] + (1 - self.rho) * delta**2
        return delta
