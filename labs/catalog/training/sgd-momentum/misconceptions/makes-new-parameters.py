"""The step makes new tensors instead of changing the parameters

Your step computes the right numbers and puts them into the optimiser's own list. The model still holds the old
tensors, so nothing it computes ever changes. Write into the parameter itself: `p.sub_(...)`, `p -= ...` or
`p.copy_(...)` under `torch.no_grad()`.
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
                d = g + self.momentum * self.velocity[i] if self.nesterov else self.velocity[i]
            self.params[i] = p - self.lr * d
            self.params[i].grad = p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None
