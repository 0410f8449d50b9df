"""NAdam (Dozat 2016) and RAdam (Liu et al. 2020)."""

import math
from collections.abc import Iterable

import torch
from torch import Tensor


class TwoMeans:
    """What both keep for each parameter: its own clock, and running means of its gradients and of their squares."""

    def __init__(self, params: Iterable[Tensor], lr: float, betas: tuple[float, float], eps: float) -> None:
        self.params = list(params)  # a generator can be read only once
        self.lr = lr
        self.beta1, self.beta2 = betas
        self.eps = eps
        self.t = [0] * len(self.params)  # updates made so far
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self) -> None:
        for i, p in enumerate(self.params):
            if p.grad is not None:
                g = p.grad
                self.t[i] += 1
                # m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g²
                self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
                self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * g**2
                p.sub_(self.lr * self.direction(i, g))

    def direction(self, i: int, g: Tensor) -> Tensor:
        raise NotImplementedError

    def zero_grad(self) -> None:
        for p in self.params:
            p.grad = None


class NAdam(TwoMeans):
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        momentum_decay: float = 4e-3,
    ) -> None:
        super().__init__(params, lr, betas, eps)
        self.momentum_decay = momentum_decay
        self.product = [1.0] * len(self.params)  # μ₁ μ₂ ... μ_t

    def momentum(self, t: int) -> float:
        # μ_t = β₁ (1 - 0.96^(ψ t) / 2)
        return self.beta1 * (1 - 0.5 * 0.96 ** (self.momentum_decay * t))

    def direction(self, i: int, g: Tensor) -> Tensor:
        t = self.t[i]
        now, ahead = self.momentum(t), self.momentum(t + 1)
        self.product[i] *= now

        # (1 - μ_t) g / (1 - Π μ up to t) + μ_{t+1} m / (1 - Π μ up to t + 1)
        fresh = (1 - now) / (1 - self.product[i]) * g
        looking_ahead = ahead / (1 - self.product[i] * ahead) * self.m[i]

        # over √v̂ + ε, as in Adam
        v_hat = self.v[i] / (1 - self.beta2**t)
        return (fresh + looking_ahead) / (v_hat.sqrt() + self.eps)


class RAdam(TwoMeans):
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ) -> None:
        super().__init__(params, lr, betas, eps)

    def direction(self, i: int, g: Tensor) -> Tensor:
        t = self.t[i]
        m_hat = self.m[i] / (1 - self.beta1**t)
        grown = 1 - self.beta2**t

        # ρ: how many gradients the mean of squares is worth, now and in the end
        most = 2 / (1 - self.beta2) - 1
        worth = most - 2 * t * self.beta2**t / grown

        # Too few to trust: momentum alone.
        if worth <= 5:
            return m_hat

        # r = √((ρ - 4)(ρ - 2) ρ_∞ / ((ρ_∞ - 4)(ρ_∞ - 2) ρ)) rises towards 1
        r = math.sqrt((worth - 4) * (worth - 2) * most / ((most - 4) * (most - 2) * worth))

        # r m̂ √(1 - β₂^t) / (√v + ε)
        return r * m_hat * math.sqrt(grown) / (self.v[i].sqrt() + self.eps)
