"""All plain numbers first, then two tensor operations

Both methods have the form: parameter minus a times g minus b times m, divided by a root plus an ε, or not
divided. A generator for each parameter hands out the numbers step by step, so that product and clock live in
its local variables. The means are changed in place.
"""

import math

import torch


def nadam_numbers(beta1, beta2, eps, decay):
    """For t = 1, 2, ...: the weights of g and m, and the factor and addend of the root (None: no division)."""
    t, product = 0, 1.0
    mu = beta1 * (1 - 0.5 * math.pow(0.96, decay))
    while True:
        t += 1
        product *= mu
        following = beta1 * (1 - 0.5 * math.pow(0.96, (t + 1) * decay))
        root = 1 / math.sqrt(1 - beta2**t)
        yield (1 - mu) / (1 - product), following / (1 - product * following), root, eps
        mu = following


def radam_numbers(beta1, beta2, eps):
    limit, t = (1 + beta2) / (1 - beta2), 0
    while True:
        t += 1
        left = beta2**t
        rho = limit - 2 * t * left / (1 - left)
        if rho > 5:
            r = math.sqrt((rho - 4) / (limit - 4) * (rho - 2) / (limit - 2) * limit / rho)
            yield 0.0, r * math.sqrt(1 - left) / (1 - beta1**t), 1.0, eps
        else:
            yield 0.0, 1 / (1 - beta1**t), None, None


class ByNumbers:
    def __init__(self, params, lr, betas, numbers):
        self.lr = lr
        self.betas = betas
        self.held = [(p, numbers(), torch.zeros_like(p), torch.zeros_like(p)) for p in params]

    @torch.no_grad()
    def step(self):
        for p, numbers, m, v in self.held:
            if p.grad is None:
                continue
            m.lerp_(p.grad, 1 - self.betas[0])
            v.mul_(self.betas[1]).addcmul_(p.grad, p.grad, value=1 - self.betas[1])
            of_g, of_m, factor, addend = next(numbers)
            direction = of_m * m + of_g * p.grad
            if factor is not None:
                direction /= factor * v.sqrt() + addend
            p.add_(direction, alpha=-self.lr)

    def zero_grad(self):
        for p, *_ in self.held:
            p.grad = None


class NAdam(ByNumbers):
    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, momentum_decay=4e-3):
        super().__init__(params, lr, betas, lambda: nadam_numbers(*betas, eps, momentum_decay))


class RAdam(ByNumbers):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr, betas, lambda: radam_numbers(*betas, eps))
