"""The one cycle only comes back to where it began

Your way down ends at the first rate. The last part of the cycle goes far below it, to the first rate divided by
`end_divisor`: that is where the training settles.
"""

import math


def step_decay(t, lr, every, factor):
    return lr * factor ** (t // every)


def exponential(t, lr, factor):
    return lr * factor**t


def half_cosine(start, end, share):
    """From `start` at share 0 to `end` at share 1, level at both ends."""
    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2


def cosine(t, lr, steps, floor=0.0):
    return half_cosine(lr, floor, t / steps)


def warm_restarts(t, lr, first, growth=1, floor=0.0):
    length = first
    while t >= length:
        t -= length
        length *= growth
    return half_cosine(lr, floor, t / length)


def one_cycle(t, lr, steps, warm=0.3, start_divisor=25.0, end_divisor=1e4):
    start = lr / start_divisor
    top, last = warm * steps - 1, steps - 1
    if t <= top:
        return half_cosine(start, lr, t / top)
    return half_cosine(lr, start, (t - top) / (last - top))


def warmup_cosine(t, lr, warmup, steps, floor=0.0):
    if t < warmup:
        return lr * t / warmup
    return half_cosine(lr, floor, (t - warmup) / (steps - warmup))


class Plateau:
    def __init__(self, lr, factor=0.1, patience=10, threshold=1e-4, cooldown=0, floor=0.0):
        self.lr = lr
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.cooldown = cooldown
        self.floor = floor

        self.best = math.inf
        self.bad = 0
        self.resting = 0

    def step(self, metric):
        if metric < self.best * (1 - self.threshold):
            self.best = metric
            self.bad = 0
        else:
            self.bad += 1

        if self.resting > 0:
            self.resting -= 1
            self.bad = 0

        if self.bad > self.patience:
            self.lr = max(self.lr * self.factor, self.floor)
            self.resting = self.cooldown
            self.bad = 0
        return self.lr
