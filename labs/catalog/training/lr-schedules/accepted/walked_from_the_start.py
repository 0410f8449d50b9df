"""Each rate from the one before

Every function walks from t = 0 to the step that is asked, multiplying or adding as a loop in training would do.
The half cosine goes forward by a rotation: a point on the unit circle turned by the same small angle each time.
Rounding adds up on the way, but over a few thousand steps only in the last digits.
"""

import math


def step_decay(t, lr, every, factor):
    for step in range(1, t + 1):
        if step % every == 0:
            lr *= factor
    return lr


def exponential(t, lr, factor):
    for _ in range(t):
        lr *= factor
    return lr


def cosine(t, lr, steps, floor=0.0):
    x, y = 1.0, 0.0
    c, s = math.cos(math.pi / steps), math.sin(math.pi / steps)
    for _ in range(t):
        x, y = c * x - s * y, s * x + c * y
    return floor + (lr - floor) * (1 + x) / 2


def warm_restarts(t, lr, first, growth=1, floor=0.0):
    position, length = 0, first
    for _ in range(t):
        position += 1
        if position == length:
            position, length = 0, length * growth
    return cosine(position, lr, length, floor)


def blend(a, b, share):
    weight = 0.5 - 0.5 * math.cos(math.pi * share)
    return a + weight * (b - a)


def one_cycle(t, lr, steps, warm=0.3, start_divisor=25.0, end_divisor=1e4):
    start = lr / start_divisor
    legs = [(0.0, warm * steps - 1.0, start, lr), (warm * steps - 1.0, steps - 1.0, lr, start / end_divisor)]
    for begin, end, a, b in legs:
        if t <= end:
            return blend(a, b, (t - begin) / (end - begin))
    raise ValueError("the cycle is over")


def warmup_cosine(t, lr, warmup, steps, floor=0.0):
    if t < warmup:
        return sum(lr / warmup for _ in range(t))
    return blend(lr, floor, (t - warmup) / (steps - warmup))


class Plateau:
    def __init__(self, lr, factor=0.1, patience=10, threshold=1e-4, cooldown=0, floor=0.0):
        self.settings = factor, patience, threshold, cooldown, floor
        self.state = lr, float("inf"), 0, 0

    def step(self, metric):
        factor, patience, threshold, cooldown, floor = self.settings
        lr, best, bad, rest = self.state
        better = metric < best - abs(best) * threshold if math.isfinite(best) else metric < best
        best = metric if better else best
        bad = 0 if better or rest else bad + 1
        rest = max(0, rest - 1)
        if bad == patience + 1:
            lr, bad, rest = max(lr * factor, floor), 0, cooldown
        self.state = lr, best, bad, rest
        return lr
