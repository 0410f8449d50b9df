"""One buffer for each parameter, changed in place

The buffer is made as a copy of the first gradient and changed in place from then on, so no step allocates more
than the direction. Weight decay goes into the velocity in two parts, the gradient's and the parameter's, which
is the same sum. `zero_grad` fills the gradients with zeros and keeps their memory.
"""

import torch


class SGD:
    def __init__(self, params, lr, momentum=0.0, dampening=0.0, nesterov=False, weight_decay=0.0):
        if nesterov:
            if momentum == 0:
                raise ValueError("there is nothing to look ahead along without momentum")
            if dampening != 0:
                raise ValueError("nesterov goes without dampening")
        self.lr, self.momentum, self.keep = lr, momentum, 1 - dampening
        self.nesterov, self.decay = nesterov, weight_decay
        self.slots = [[p, None] for p in params]

    def step(self):
        with torch.no_grad():
            for slot in self.slots:
                if slot[0].grad is not None:
                    self.advance(slot)

    def advance(self, slot):
        p, buffer = slot
        if self.momentum == 0:
            p -= self.lr * (p.grad + self.decay * p)
            return
        if buffer is None:
            buffer = slot[1] = p.grad.clone()
            buffer += self.decay * p
        else:
            buffer *= self.momentum
            buffer += self.keep * p.grad
            buffer += self.keep * self.decay * p
        if self.nesterov:
            p -= self.lr * (p.grad + self.decay * p + self.momentum * buffer)
        else:
            p -= self.lr * buffer

    def zero_grad(self):
        for p, _ in self.slots:
            if p.grad is not None:
                p.grad.zero_()
