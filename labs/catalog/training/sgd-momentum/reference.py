"""Gradient descent with momentum (Polyak 1964), Nesterov's look ahead as in Sutskever et al. 2013, and weight decay."""

from collections.abc import Iterable

import torch
from torch import Tensor


class SGD:
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        momentum: float = 0.0,
        dampening: float = 0.0,
        nesterov: bool = False,
        weight_decay: float = 0.0,
    ) -> None:
        if nesterov and (momentum == 0 or dampening != 0):
            raise ValueError("nesterov needs a momentum and no dampening")
        self.params = list(params)  # a generator can be read only once
        self.lr = lr
        self.momentum = momentum
        self.dampening = dampening
        self.nesterov = nesterov
        self.weight_decay = weight_decay
        self.velocities: list[Tensor | None] = [None for _ in self.params]  # None: no gradient has come yet

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is not None:
                # θ ← θ - lr d
                p.sub_(self.lr * self.direction(i, p, p.grad))

    def direction(self, i: int, p: Tensor, g: Tensor) -> Tensor:
        # g ← g + λ θ, the gradient of λ/2 |θ|²; a new tensor, p.grad stays as it is
        g = g + self.weight_decay * p  # p's shape

        # d = g without momentum
        if self.momentum == 0:
            return g

        # v ← g at first, v ← μ v + (1 - τ) g from then on
        v = self.velocities[i]
        v = g if v is None else self.momentum * v + (1 - self.dampening) * g  # p's shape
        self.velocities[i] = v

        # d = g + μ v with Nesterov's look ahead, d = v without
        return g + self.momentum * v if self.nesterov else v

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
