"""The decay also shrinks the step just made

Your decoupled decay multiplies the parameter after it has moved, so the move itself is shortened by lr *
weight_decay too. Both parts are to start from the same old value: shrink first, then move.
"""

import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False, amsgrad=False):
        self.params = list(params)
        self.lr, self.betas, self.eps = lr, betas, eps
        self.weight_decay, self.decoupled, self.amsgrad = weight_decay, decoupled, amsgrad
        self.state = []
        for p in self.params:
            self.state.append({"t": 0, **{name: torch.zeros_like(p) for name in ("m", "v", "v_max")}})

    @torch.no_grad()
    def step(self):
        b1, b2 = self.betas
        for p, s in zip(self.params, self.state, strict=True):
            if p.grad is None:
                continue
            g = p.grad
            s["t"] += 1
            if not self.decoupled:
                g = g + self.weight_decay * p
            s["m"] = b1 * s["m"] + (1 - b1) * g
            s["v"] = b2 * s["v"] + (1 - b2) * g * g
            v = s["v"]
            if self.amsgrad:
                v = s["v_max"] = torch.maximum(s["v_max"], v)
            m_hat = s["m"] / (1 - b1 ** s["t"])
            v_hat = v / (1 - b2 ** s["t"])
            p.sub_(self.lr * m_hat / (v_hat.sqrt() + self.eps))
            if self.decoupled:
                p.mul_(1 - self.lr * self.weight_decay)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
