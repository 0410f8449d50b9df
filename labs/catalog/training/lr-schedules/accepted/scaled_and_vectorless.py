"""Everything as a share of the highest rate

The half cosine is written as cos² of half the angle, which is the same curve. The cycle of a restart is found by
a sum of whole numbers (a geometric series), without taking steps off. The plateau keeps the last metrics since
the best one and looks at how many there are.
"""

import math


def step_decay(t, lr, every, factor):
    whole, _ = divmod(t, every)
    return lr * math.pow(factor, whole)


def exponential(t, lr, factor):
    return lr * math.exp(t * math.log(factor))


def falling(share):
    return math.cos(0.5 * math.pi * share) ** 2


def cosine(t, lr, steps, floor=0.0):
    high = falling(t / steps)
    return lr * high + floor * (1 - high)


def warm_restarts(t, lr, first, growth=1, floor=0.0):
    if growth == 1:
        return cosine(t % first, lr, first, floor)
    n = 0
    while first * (growth ** (n + 1) - 1) // (growth - 1) <= t:
        n += 1
    begun = first * (growth**n - 1) // (growth - 1)
    return cosine(t - begun, lr, first * growth**n, floor)


def one_cycle(t, lr, steps, warm=0.3, start_divisor=25.0, end_divisor=1e4):
    low = lr / start_divisor
    turn = warm * steps - 1
    if t < turn:
        return cosine(turn - t, lr, turn, low)
    return cosine(t - turn, lr, steps - 1 - turn, low / end_divisor)


def warmup_cosine(t, lr, warmup, steps, floor=0.0):
    if warmup and t <= warmup:
        return lr * (t / warmup)
    return cosine(t - warmup, lr, steps - warmup, floor)


class Plateau:
    def __init__(self, lr, factor=0.1, patience=10, threshold=1e-4, cooldown=0, floor=0.0):
        self.rate, self.factor, self.patience = lr, factor, patience
        self.keep, self.cooldown, self.floor = 1 - threshold, cooldown, floor
        self.best, self.since, self.rest = None, [], 0

    def step(self, metric):
        metric = float(metric)
        first = self.best is None and not math.isnan(metric)
        if first or (self.best is not None and metric < self.best * self.keep):
            self.best, self.since = metric, []
        else:
            self.since.append(metric)
        if self.rest:
            self.rest, self.since = self.rest - 1, []
        if len(self.since) == self.patience + 1:
            self.rate, self.since, self.rest = max(self.floor, self.factor * self.rate), [], self.cooldown
        return self.rate
