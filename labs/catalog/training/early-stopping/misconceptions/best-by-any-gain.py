"""Valid, but two bars: the weights follow every gain, the patience only large ones

Your code keeps the weights of the very best score, and counts patience against a bar that only gains above
`min_delta` move. That is a sound rule of its own. This lab has one bar, as Keras and Lightning do: a gain that
is too small for the patience is too small for `best` and for the weights as well.
"""

from __future__ import annotations

import copy
import math
from typing import Any

Weights = dict[str, list[Any]]


class EarlyStopping:
    def __init__(self, patience: int = 3, min_delta: float = 0.0, mode: str = "min", restore: bool = True) -> None:
        if patience < 1:
            raise ValueError(f"patience is {patience}; at least 1 is needed")
        if min_delta < 0:
            raise ValueError(f"min_delta is {min_delta}; it cannot be negative")
        if mode not in ("min", "max"):
            raise ValueError(f"mode is {mode!r}; it is 'min' or 'max'")
        self.patience = patience
        self.min_delta = min_delta
        self.mode = mode
        self.restore = restore
        self.best: float | None = None  # the best score so far
        self.best_epoch: int | None = None  # the epoch that earned it, counted from 0
        self.kept: Weights | None = None  # a copy of the weights that earned it
        self.epoch = -1  # the last epoch seen
        self.waited = 0  # epochs since the bar moved
        self.bar: float | None = None

    def step(self, score: float, weights: Weights) -> bool:
        self.epoch += 1
        better = math.isfinite(score) and (self.best is None or self.gain(self.best, score) > 0)
        if self.improves(score):
            self.bar, self.waited = score, 0
        else:
            self.waited += 1
        if better:
            self.best, self.best_epoch = score, self.epoch
            if self.restore:
                self.kept = copy.deepcopy(weights)
        return self.waited >= self.patience

    # min: s < best - δ        max: s > best + δ        NaN and ±inf: never
    def improves(self, score: float) -> bool:
        if not math.isfinite(score):
            return False
        return self.bar is None or self.gain(self.bar, score) > self.min_delta

    def gain(self, bar: float, score: float) -> float:
        return bar - score if self.mode == "min" else score - bar

    def finish(self, weights: Weights) -> None:
        if self.kept is not None:
            weights.update(copy.deepcopy(self.kept))  # a copy again: what is kept stays ours
