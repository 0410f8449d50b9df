"""Three pure functions and one class behind them

Each method is a function from (state, gradient, settings) to (new state, direction). One base class holds the states
in a dictionary by parameter, made when a parameter first has a gradient. The running means move by a share of the
difference to the newest value, which is the same mean.
"""

import torch


def towards(mean, new, share):
    return mean + share * (new - mean)


def rmsprop(state, g, alpha, eps, momentum, centered):
    square, mean, velocity = state
    square = towards(square, g * g, 1 - alpha)
    mean = towards(mean, g, 1 - alpha)
    spread = square - mean * mean if centered else square
    velocity = momentum * velocity + g / (torch.sqrt(spread) + eps)
    return (square, mean, velocity), velocity


def adagrad(state, g, eps):
    total = state[0] + g * g
    return (total,), g / (torch.sqrt(total) + eps)


def adadelta(state, g, rho, eps):
    square, moved = state
    square = towards(square, g * g, 1 - rho)
    delta = torch.sqrt((moved + eps) / (square + eps)) * g
    return (square, towards(moved, delta * delta, 1 - rho)), delta


class Stateful:
    def __init__(self, params, lr, rule, size, **settings):
        self.params, self.lr = list(params), lr
        self.rule, self.size, self.settings = rule, size, settings
        self.states = {}

    def step(self):
        for p in self.params:
            if p.grad is not None:
                state = self.states.get(p) or (torch.zeros_like(p.detach()),) * self.size
                self.states[p], direction = self.rule(state, p.grad, **self.settings)
                p.detach().add_(direction, alpha=-self.lr)

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()


class RMSprop(Stateful):
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, momentum=0.0, centered=False):
        super().__init__(params, lr, rmsprop, 3, alpha=alpha, eps=eps, momentum=momentum, centered=centered)


class Adagrad(Stateful):
    def __init__(self, params, lr=1e-2, eps=1e-10):
        super().__init__(params, lr, adagrad, 1, eps=eps)


class Adadelta(Stateful):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6):
        super().__init__(params, lr, adadelta, 2, rho=rho, eps=eps)
