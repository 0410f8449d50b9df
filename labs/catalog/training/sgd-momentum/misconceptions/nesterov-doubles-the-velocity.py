"""The look ahead starts from the velocity instead of the gradient

Your direction is v + μ v. The look ahead adds μ v to the *gradient*: what was collected is counted once, the
fresh gradient on top of it.
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
                    self.velocity[i] = self.momentum * self.velocity[i] + (1 - self.dampening) * g
                d = self.velocity[i] + self.momentum * self.velocity[i] if self.nesterov else self.velocity[i]
            p.sub_(self.lr * d)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
