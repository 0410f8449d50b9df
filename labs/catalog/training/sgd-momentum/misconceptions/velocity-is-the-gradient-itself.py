"""The first velocity and the gradient are one tensor

`velocity = p.grad` copies nothing: both names mean the same memory. Updating the velocity in place then changes
the gradient, and whoever writes the next gradient into that tensor overwrites the velocity. Start it with a
copy: `p.grad.clone()`.
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
            g = p.grad + self.weight_decay * p if self.weight_decay else p.grad
            d = g
            if self.momentum != 0:
                if self.velocity[i] is None:
                    self.velocity[i] = g
                else:
                    self.velocity[i].mul_(self.momentum).add_(g, alpha=1 - self.dampening)
                d = g + self.momentum * self.velocity[i] if self.nesterov else self.velocity[i]
            p.sub_(self.lr * d)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
