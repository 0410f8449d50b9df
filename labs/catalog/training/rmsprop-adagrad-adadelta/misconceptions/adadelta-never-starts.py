"""Adadelta never starts

Without ε in the numerator the first move is √0 = 0, so no move is ever remembered, and all that follow are 0
too. ε is what gets it going.
"""

import torch


class Optimiser:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zeros(self):
        return [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            p.sub_(self.lr * self.direction(i, p.grad))

    def zero_grad(self):
        for p in self.params:
            p.grad = None


class RMSprop(Optimiser):
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, momentum=0.0, centered=False):
        super().__init__(params, lr)
        self.alpha, self.eps, self.momentum, self.centered = alpha, eps, momentum, centered
        self.v, self.m, self.b = self.zeros(), self.zeros(), self.zeros()

    def direction(self, i, g):
        self.v[i] = self.alpha * self.v[i] + (1 - self.alpha) * g**2
        spread = self.v[i]
        if self.centered:
            self.m[i] = self.alpha * self.m[i] + (1 - self.alpha) * g
            spread = self.v[i] - self.m[i] ** 2
        self.b[i] = self.momentum * self.b[i] + g / (spread.sqrt() + self.eps)
        return self.b[i]


class Adagrad(Optimiser):
    def __init__(self, params, lr=1e-2, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps
        self.s = self.zeros()

    def direction(self, i, g):
        self.s[i] = self.s[i] + g**2
        return g / (self.s[i].sqrt() + self.eps)


class Adadelta(Optimiser):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6):
        super().__init__(params, lr)
        self.rho, self.eps = rho, eps
        self.v, self.u = self.zeros(), self.zeros()

    def direction(self, i, g):
        self.v[i] = self.rho * self.v[i] + (1 - self.rho) * g**2
        delta = g * self.u[i].sqrt() / (self.v[i] + self.eps).sqrt()
        self.u[i] = self.rho * self.u[i] + (1 - self.rho) * delta**2
        return delta
