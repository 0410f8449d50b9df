"""All parameters share one first step

Your code asks whether this is the first call of `step`. A parameter that has no gradient at that call gets its
first one later, and that one too enters the velocity whole. Keep the question for each parameter by itself.
"""

import torch


class SGD:
    def __init__(self, params, lr, momentum=0.0, dampening=0.0, nesterov=False, weight_decay=0.0):
        if nesterov and (momentum == 0 or dampening != 0):
            raise ValueError("nesterov needs a momentum and no dampening")
        self.params = list(params)
        self.lr, self.momentum, self.dampening = lr, momentum, dampening
        self.nesterov, self.weight_decay = nesterov, weight_decay
        self.velocity = [torch.zeros_like(p) for p in self.params]
        self.started = False

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p
            d = g
            if self.momentum != 0:
                if not self.started:
                    self.velocity[i] = g
                else:
                    self.velocity[i] = self.momentum * self.velocity[i] + (1 - self.dampening) * g
                d = g + self.momentum * self.velocity[i] if self.nesterov else self.velocity[i]
            p.sub_(self.lr * d)
        self.started = True

    def zero_grad(self):
        for p in self.params:
            p.grad = None
