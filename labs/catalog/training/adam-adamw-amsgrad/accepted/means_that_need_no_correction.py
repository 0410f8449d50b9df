"""Means that are right from the first step

A mean over the weights that have been given out so far needs no correction: with the share a_t = (1 - β) / (1 -
β^t) the rule mean ← mean + a_t (new - mean) yields m / (1 - β^t) directly, and a_1 = 1 takes the first gradient
whole. Each parameter is moved by a pure function of its old state; the class only holds the states.
"""

from dataclasses import dataclass, replace

import torch
from torch import Tensor


@dataclass(frozen=True)
class State:
    t: int
    mean: Tensor
    square: Tensor
    peak: Tensor  # the largest uncorrected mean of squares


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False, amsgrad=False):
        self.lr = lr
        self.rule = {"betas": betas, "eps": eps, "decay": weight_decay, "decoupled": decoupled, "amsgrad": amsgrad}
        self.held = []
        for p in params:
            nothing = torch.zeros_like(p, requires_grad=False)
            self.held.append((p, State(0, nothing, nothing, nothing)))

    def step(self):
        with torch.no_grad():
            self.held = [(p, state if p.grad is None else self.moved(p, state)) for p, state in self.held]

    def moved(self, p, state):
        state, change = next_step(state, p, p.grad, lr=self.lr, **self.rule)
        p.copy_(p + change)
        return state

    def zero_grad(self):
        for p, _ in self.held:
            if p.grad is not None:
                p.grad.zero_()


def next_step(state, p, g, *, lr, betas, eps, decay, decoupled, amsgrad):
    t = state.t + 1
    if not decoupled:
        g = g + decay * p
    share1, share2 = ((1 - beta) / (1 - beta**t) for beta in betas)
    mean = state.mean + share1 * (g - state.mean)
    square = state.square + share2 * (g * g - state.square)
    grown = 1 - betas[1] ** t
    peak = torch.maximum(state.peak, square * grown)
    below = peak / grown if amsgrad else square
    change = -lr * mean / (torch.sqrt(below) + eps)
    if decoupled:
        change = change - lr * decay * p
    return replace(state, t=t, mean=mean, square=square, peak=peak), change
