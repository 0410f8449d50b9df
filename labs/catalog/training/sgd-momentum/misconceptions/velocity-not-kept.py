"""The velocity starts anew at every step

Your velocity is a local variable, so the next `step` knows nothing of it and momentum has no effect. It has to
be kept in the optimiser, one for each parameter.
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
                velocity = g
                d = g + self.momentum * velocity if self.nesterov else velocity
            p.sub_(self.lr * d)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
