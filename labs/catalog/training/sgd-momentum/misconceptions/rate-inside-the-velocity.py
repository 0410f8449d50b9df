"""Valid, but the velocity holds steps instead of gradients

Your velocity collects lr * g. That is the form of Sutskever's paper and of Keras, and as long as `lr` stays it
makes the same steps. This lab (and PyTorch) collects g and multiplies by `lr` when the step is made: after a
change of the rate, the whole next step follows it, not only the newest gradient's part.
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
            d = self.lr * g
            if self.momentum != 0:
                if self.velocity[i] is None:
                    self.velocity[i] = self.lr * g
                else:
                    self.velocity[i] = self.momentum * self.velocity[i] + self.lr * (1 - self.dampening) * g
                d = self.lr * g + self.momentum * self.velocity[i] if self.nesterov else self.velocity[i]
            p.sub_(d)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
