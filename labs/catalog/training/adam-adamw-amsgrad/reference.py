"""Adam (Kingma and Ba 2015), with AdamW's weight decay (Loshchilov and Hutter 2019) and AMSGrad (Reddi et al. 2018)."""

from collections.abc import Iterable

import torch
from torch import Tensor


class Adam:
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
        self.params = list(params)  # a generator can be read only once
        self.lr = lr
        self.beta1, self.beta2 = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.decoupled = decoupled
        self.amsgrad = amsgrad

        # one of each for every parameter, of its shape
        self.t = [0] * len(self.params)  # updates made so far
        self.m = [torch.zeros_like(p) for p in self.params]  # mean of the gradients
        self.v = [torch.zeros_like(p) for p in self.params]  # mean of their squares
        self.v_max = [torch.zeros_like(p) for p in self.params]  # the largest v so far

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is not None:
                self.update(i, p, p.grad)

    def update(self, i: int, p: Tensor, g: Tensor) -> None:
        self.t[i] += 1
        m, v, t = self.m[i], self.v[i], self.t[i]

        if self.decoupled:
            # θ ← θ - lr λ θ
            p.mul_(1 - self.lr * self.weight_decay)
        else:
            # g ← g + λ θ, the gradient of λ/2 |θ|²
            g = g + self.weight_decay * p

        # m ← β₁ m + (1 - β₁) g
        m.mul_(self.beta1).add_((1 - self.beta1) * g)

        # v ← β₂ v + (1 - β₂) g²
        v.mul_(self.beta2).add_((1 - self.beta2) * g**2)

        # AMSGrad: v_max ← max(v_max, v) takes the place of v below; v itself goes on as before
        if self.amsgrad:
            v = self.v_max[i].copy_(torch.maximum(self.v_max[i], v))

        # Both means began at 0, so at first they are too small, by exactly 1 - β^t.
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)

        # θ ← θ - lr m̂ / (√v̂ + ε)
        p.sub_(self.lr * m_hat / (v_hat.sqrt() + self.eps))

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None
