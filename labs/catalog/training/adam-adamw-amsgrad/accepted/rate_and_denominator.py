"""The corrections folded into two numbers

Both bias corrections are plain numbers, so they need not touch a tensor: one goes into the step size, the root
of the other divides the denominator before ε is added. What is left is four operations in place, fused where
torch offers it. State is kept in a dictionary by parameter and made when a parameter first has a gradient.
"""

import math

import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False, amsgrad=False):
        self.params = list(params)
        self.lr = lr
        self.beta1, self.beta2 = betas
        self.eps = eps
        self.decay = weight_decay
        self.decoupled = decoupled
        self.amsgrad = amsgrad
        self.memory = {}

    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            if p not in self.memory:
                self.memory[p] = Memory(p)
            self.advance(p.data, p.grad, self.memory[p])

    def advance(self, p, grad, memory):
        memory.t += 1
        old = p.clone() if self.decoupled else None
        g = grad if self.decoupled else grad.add(p, alpha=self.decay)
        memory.mean.lerp_(g, 1 - self.beta1)
        memory.square.mul_(self.beta2).addcmul_(g, g, value=1 - self.beta2)
        square = memory.square
        if self.amsgrad:
            square = torch.maximum(memory.peak, square, out=memory.peak)
        step_size = self.lr / (1 - self.beta1**memory.t)
        root = square.sqrt().div_(math.sqrt(1 - self.beta2**memory.t)).add_(self.eps)
        p.addcdiv_(memory.mean, root, value=-step_size)
        if self.decoupled:
            p.add_(old, alpha=-self.lr * self.decay)

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad = torch.zeros_like(p.grad)


class Memory:
    def __init__(self, p):
        self.t = 0
        self.mean = torch.zeros_like(p.data)
        self.square = torch.zeros_like(p.data)
        self.peak = torch.zeros_like(p.data)
