"""Buffers changed in place, with fused operations

Three separate classes without a common base. Every running mean is a buffer that `mul_`, `addcmul_` and `lerp_` change
in place, and the step itself is one `addcdiv_`, so that few new tensors are made.
"""

import torch


class RMSprop:
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, momentum=0.0, centered=False):
        self.lr, self.alpha, self.eps, self.momentum, self.centered = lr, alpha, eps, momentum, centered
        self.held = [(p, *(torch.zeros_like(p) for _ in range(3))) for p in params]

    @torch.no_grad()
    def step(self):
        for p, square, mean, velocity in self.held:
            if p.grad is None:
                continue
            square.mul_(self.alpha).addcmul_(p.grad, p.grad, value=1 - self.alpha)
            if self.centered:
                mean.lerp_(p.grad, 1 - self.alpha)
                below = square.addcmul(mean, mean, value=-1).sqrt_().add_(self.eps)
            else:
                below = square.sqrt().add_(self.eps)
            if self.momentum > 0:
                velocity.mul_(self.momentum).addcdiv_(p.grad, below)
                p.add_(velocity, alpha=-self.lr)
            else:
                p.addcdiv_(p.grad, below, value=-self.lr)

    def zero_grad(self):
        for p, *_ in self.held:
            p.grad = None


class Adagrad:
    def __init__(self, params, lr=1e-2, eps=1e-10):
        self.lr, self.eps = lr, eps
        self.params = list(params)
        self.sums = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self):
        for p, total in zip(self.params, self.sums, strict=True):
            if p.grad is not None:
                total.addcmul_(p.grad, p.grad)
                p.addcdiv_(p.grad, total.sqrt().add_(self.eps), value=-self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


class Adadelta:
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.held = [[p, torch.zeros_like(p), torch.zeros_like(p)] for p in params]

    @torch.no_grad()
    def step(self):
        for p, square, moved in self.held:
            if p.grad is None:
                continue
            square.mul_(self.rho).addcmul_(p.grad, p.grad, value=1 - self.rho)
            delta = moved.add(self.eps).sqrt_().mul_(square.add(self.eps).rsqrt_()).mul_(p.grad)
            moved.mul_(self.rho).addcmul_(delta, delta, value=1 - self.rho)
            p.add_(delta, alpha=-self.lr)

    def zero_grad(self):
        for p, _, _ in self.held:
            p.grad = None
