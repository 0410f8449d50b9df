"""The clock is one step ahead

The first update must use t = 1, for then m = (1 - β₁) g divided by 1 - β₁ is g itself. Your first update uses t
= 2, so both means stay too small in the first steps. Look at where the counter starts and where it is raised.
"""

import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False, amsgrad=False):
        self.params = list(params)
        self.lr, self.betas, self.eps = lr, betas, eps
        self.weight_decay, self.decoupled, self.amsgrad = weight_decay, decoupled, amsgrad
        self.state = []
        for p in self.params:
            self.state.append({"t": 1, **{name: torch.zeros_like(p) for name in ("m", "v", "v_max")}})

    @torch.no_grad()
    def step(self):
        b1, b2 = self.betas
        for p, s in zip(self.params, self.state, strict=True):
            if p.grad is None:
                continue
            g = p.grad
            s["t"] += 1
            if self.decoupled:
                p.mul_(1 - self.lr * self.weight_decay)
            else:
                g = g + self.weight_decay * p
            s["m"] = b1 * s["m"] + (1 - b1) * g
            s["v"] = b2 * s["v"] + (1 - b2) * g * g
            v = s["v"]
            if self.amsgrad:
                v = s["v_max"] = torch.maximum(s["v_max"], v)
            m_hat = s["m"] / (1 - b1 ** s["t"])
            v_hat = v / (1 - b2 ** s["t"])
            p.sub_(self.lr * m_hat / (v_hat.sqrt() + self.eps))

    def zero_grad(self):
        for p in self.params:
            p.grad = None
