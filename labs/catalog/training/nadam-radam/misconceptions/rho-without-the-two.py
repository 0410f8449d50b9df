"""ρ does not begin near 1

What comes off ρ_∞ is *two* t β₂^t / (1 - β₂^t). With half of it ρ is large from the start, and the
denominator is trusted at once.
"""

import math

import torch


class TwoMeans:
    def __init__(self, params, lr, betas, eps):
        self.params = list(params)
        self.lr, self.eps = lr, eps
        self.beta1, self.beta2 = betas
        self.t = [0] * len(self.params)
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad
            self.t[i] += 1
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * g**2
            p.sub_(self.lr * self.direction(i, g))

    def zero_grad(self):
        for p in self.params:
            p.grad = None


class NAdam(TwoMeans):
    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, momentum_decay=4e-3):
        super().__init__(params, lr, betas, eps)
        self.momentum_decay = momentum_decay
        self.product = [1.0] * len(self.params)

    def momentum(self, t):
        return self.beta1 * (1 - 0.5 * 0.96 ** (self.momentum_decay * t))

    def direction(self, i, g):
        t = self.t[i]
        now, ahead = self.momentum(t), self.momentum(t + 1)
        self.product[i] *= now
        fresh = (1 - now) / (1 - self.product[i]) * g
        looking_ahead = ahead / (1 - self.product[i] * ahead) * self.m[i]
        v_hat = self.v[i] / (1 - self.beta2**t)
        return (fresh + looking_ahead) / (v_hat.sqrt() + self.eps)


class RAdam(TwoMeans):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr, betas, eps)

    def direction(self, i, g):
        t = self.t[i]
        m_hat = self.m[i] / (1 - self.beta1**t)
        grown = 1 - self.beta2**t
        most = 2 / (1 - self.beta2) - 1
        worth = most - t * self.beta2**t / grown
        if worth <= 5:
            return m_hat
        r = math.sqrt((worth - 4) * (worth - 2) * most / ((most - 4) * (most - 2) * worth))
        return r * m_hat * math.sqrt(grown) / (self.v[i].sqrt() + self.eps)
