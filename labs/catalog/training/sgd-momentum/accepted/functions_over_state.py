"""A pure function and a dictionary

The rule is one function from (velocity, gradient, parameter) to (velocity, direction); the class keeps the
velocities in a dictionary by parameter, in which a missing entry means that no gradient has come yet. Fused
operations take the place of separate products.
"""


def rule(velocity, grad, p, momentum, dampening, nesterov, decay):
    g = grad.add(p, alpha=decay)
    if momentum == 0:
        return None, g
    velocity = g if velocity is None else velocity.mul(momentum).add(g, alpha=1 - dampening)
    return velocity, g.add(velocity, alpha=momentum) if nesterov else velocity


class SGD:
    def __init__(self, params, lr, momentum=0.0, dampening=0.0, nesterov=False, weight_decay=0.0):
        if nesterov and not (momentum > 0 and dampening == 0):
            raise ValueError("nesterov needs momentum and no dampening")
        self.params = list(params)
        self.lr = lr
        self.settings = (momentum, dampening, nesterov, weight_decay)
        self.velocity = {}

    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            now = p.detach()
            self.velocity[p], direction = rule(self.velocity.get(p), p.grad, now, *self.settings)
            now.add_(direction, alpha=-self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
