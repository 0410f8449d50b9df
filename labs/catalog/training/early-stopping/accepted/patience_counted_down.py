"""Patience as a purse

What is left of the patience is counted down and filled up again by every gain. The bar to beat is stored,
infinitely low at first, instead of the best score. Numbers are copied into the lists that are already there, so
whoever holds one of those lists sees the best weights too: this is how `load_state_dict` works.
"""

from math import inf, isfinite


def duplicate(values):
    return [duplicate(v) for v in values] if isinstance(values, list) else values


def overwrite(old, new):
    for i, v in enumerate(new):
        if isinstance(v, list):
            overwrite(old[i], v)
        else:
            old[i] = v


class EarlyStopping:
    def __init__(self, patience=3, min_delta=0.0, mode="min", restore=True):
        if patience < 1 or min_delta < 0 or mode not in {"min", "max"}:
            raise ValueError("settings that make no sense")
        self._larger = mode == "max"
        self._bar = -inf if self._larger else inf
        self._delta = min_delta if self._larger else -min_delta
        self._full = self._left = patience
        self._epochs = 0
        self._restore = restore
        self._kept = {}
        self.best = self.best_epoch = None

    def step(self, score, weights):
        better = score > self._bar if self._larger else score < self._bar
        if isfinite(score) and better:
            self.best, self.best_epoch = score, self._epochs
            self._bar = score + self._delta
            self._left = self._full
            if self._restore:
                self._kept = {name: duplicate(values) for name, values in weights.items()}
        else:
            self._left -= 1
        self._epochs += 1
        return self._left <= 0

    def finish(self, weights):
        for name, values in self._kept.items():
            overwrite(weights[name], values)
