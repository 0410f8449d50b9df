"""Nothing is carried along but t and the means

The product of the momenta is multiplied out anew at each step, from the schedule alone, so it cannot go
astray. The worth of the mean of squares is computed from its weights: ρ follows from where their centre of
mass lies. State is a dictionary by parameter, made when a gradient first comes.
"""

import math

import torch


class Base:
    def __init__(self, params, lr, betas, eps):
        self.params, self.lr, self.betas, self.eps = list(params), lr, betas, eps
        self.state = {}

    def step(self):
        with torch.no_grad():
            for p in self.params:
                if p.grad is None:
                    continue
                t, m, v = self.state.get(p, (0, torch.zeros_like(p), torch.zeros_like(p)))
                m = m + (1 - self.betas[0]) * (p.grad - m)
                v = v + (1 - self.betas[1]) * (p.grad.square() - v)
                self.state[p] = (t + 1, m, v)
                p += self.change(t + 1, p.grad, m, v)

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad = torch.zeros_like(p.grad)


class NAdam(Base):
    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, momentum_decay=4e-3):
        super().__init__(params, lr, betas, eps)
        self.momentum_decay = momentum_decay

    def change(self, t, g, m, v):
        mus = [self.betas[0] * (1 - 0.5 * 0.96 ** (n * self.momentum_decay)) for n in range(1, t + 2)]
        below = torch.sqrt(v / (1 - self.betas[1] ** t)) + self.eps
        fresh = -self.lr * (1 - mus[-2]) / (1 - math.prod(mus[:-1])) * g / below
        return fresh - self.lr * mus[-1] / (1 - math.prod(mus)) * m / below


class RAdam(Base):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr, betas, eps)

    def change(self, t, g, m, v):
        beta1, beta2 = self.betas
        mean = m / (1 - beta1**t)
        # The weights of the last t squares, and how far back their centre of mass lies.
        weights = [(1 - beta2) * beta2**n / (1 - beta2**t) for n in range(t)]
        centre = sum(n * weight for n, weight in enumerate(weights))
        rho, limit = 1 + 2 * centre, 1 + 2 * beta2 / (1 - beta2)
        if rho <= 5:
            return -self.lr * mean
        r = (variance(limit) / variance(rho)) ** 0.5
        return -self.lr * r * mean * (1 - beta2**t) ** 0.5 / (v.sqrt() + self.eps)


def variance(rho):
    """How much the root of a mean worth `rho` squares scatters, up to a factor that does not depend on rho."""
    return rho / ((rho - 2) * (rho - 4))
