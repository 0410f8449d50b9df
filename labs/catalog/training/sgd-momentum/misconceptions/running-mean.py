"""Valid, but the velocity is a running mean of the gradients

Your velocity takes the share 1 - μ of each gradient, as Adam's first mean does. Then its size does not grow
with the momentum, and a steady slope is walked no faster than without. The classical velocity of this lab takes
each gradient whole (or its share 1 - dampening): with μ = 0.9 it grows to ten gradients.
"""

import torch


class SGD:
    def __init__(self, params, lr, momentum=0.0, dampening=0.0, nesterov=False, weight_decay=0.0):
        if nesterov and (momentum == 0 or dampening != 0):
            raise ValueError("nesterov needs a momentum and no dampening")
        self.params = list(params)
        self.lr, self.momentum, self.dampening = lr, momentum, dampening
        self.nesterov, self.weight_decay = nesterov, weight_decay
        self.velocity = [None] * len(self.params)

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p
            d = g
            if self.momentum != 0:
                if self.velocity[i] is None:
                    self.velocity[i] = g
                else:
                    self.velocity[i] = self.momentum * self.velocity[i] + (1 - self.momentum) * (1 - self.dampening) * g
                d = g + self.momentum * self.velocity[i] if self.nesterov else self.velocity[i]
            p.sub_(self.lr * d)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
