"""An epoch with NaN is not counted as waiting

Your code skips scores that are not finite, so a run that has broken down and gives only NaN goes on for ever.
Such an epoch brought no improvement: it counts towards `patience` like every other.
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
        self.waited = 0  # epochs since the best one

    def step(self, score: float, weights: Weights) -> bool:
        self.epoch += 1
        if self.improves(score):
            self.best, self.best_epoch, self.waited = score, self.epoch, 0
            if self.restore:
                self.kept = copy.deepcopy(weights)  # the lists inside go on changing: a copy down to the numbers
        else:
            self.waited += math.isfinite(score)
        return self.waited >= self.patience

    # min: s < best - δ        max: s > best + δ        NaN and ±inf: never
    def improves(self, score: float) -> bool:
        if not math.isfinite(score):
            return False
        if self.best is None:
            return True
        gain = self.best - score if self.mode == "min" else score - self.best
        return gain > self.min_delta

    def finish(self, weights: Weights) -> None:
        if self.kept is not None:
            weights.update(copy.deepcopy(self.kept))  # a copy again: what is kept stays ours
