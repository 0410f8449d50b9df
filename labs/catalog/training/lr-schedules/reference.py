"""Learning-rate schedules: six functions of the step, and one that listens to a metric."""

import math


def step_decay(t: int, lr: float, every: int, factor: float) -> float:
    # lr · factor^⌊t / every⌋
    return lr * factor ** (t // every)


def exponential(t: int, lr: float, factor: float) -> float:
    # lr · factor^t
    return lr * factor**t


def half_cosine(start: float, end: float, share: float) -> float:
    """From `start` at share 0 to `end` at share 1, level at both ends."""
    # end + (start - end) (1 + cos(π share)) / 2
    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2


def cosine(t: int, lr: float, steps: int, floor: float = 0.0) -> float:
    return half_cosine(lr, floor, t / steps)


def warm_restarts(t: int, lr: float, first: int, growth: int = 1, floor: float = 0.0) -> float:
    # The cycles hold first, first · growth, first · growth², ... steps. Leave behind those that are over.
    length = first
    while t >= length:
        t -= length
        length *= growth
    return half_cosine(lr, floor, t / length)


def one_cycle(
    t: int, lr: float, steps: int, warm: float = 0.3, start_divisor: float = 25.0, end_divisor: float = 1e4
) -> float:
    start = lr / start_divisor
    top, last = warm * steps - 1, steps - 1  # the steps at which the way up and the way down end
    if t <= top:
        return half_cosine(start, lr, t / top)
    return half_cosine(lr, start / end_divisor, (t - top) / (last - top))


def warmup_cosine(t: int, lr: float, warmup: int, steps: int, floor: float = 0.0) -> float:
    # lr · t / warmup on the way up
    if t < warmup:
        return lr * t / warmup
    return half_cosine(lr, floor, (t - warmup) / (steps - warmup))


class Plateau:
    def __init__(
        self,
        lr: float,
        factor: float = 0.1,
        patience: int = 10,
        threshold: float = 1e-4,
        cooldown: int = 0,
        floor: float = 0.0,
    ) -> None:
        self.lr = lr
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.cooldown = cooldown
        self.floor = floor

        self.best = math.inf
        self.bad = 0  # metrics in a row that were no improvement
        self.resting = 0  # metrics left during which none counts as bad

    def step(self, metric: float) -> float:
        # Compared this way round, NaN is no improvement.
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
