"""Valid, but small gains move the bar: the count compares with the latest best

Your code takes over every better score as `best`, also where the gain is below `min_delta`, and only leaves the
count running. Slow progress then never counts, because each small step starts from the last one; PyTorch Ignite
does this unless told `cumulative_delta`. Here, as in Keras, the bar stays where the last *counted* improvement
put it, so small gains add up.
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
        if math.isfinite(score):
            gain = self.gain(score)
            self.waited = 0 if gain > self.min_delta else self.waited + 1
            if gain > 0:
                self.best, self.best_epoch = score, self.epoch
                if self.restore:
                    self.kept = copy.deepcopy(weights)
        else:
            self.waited += 1
        return self.waited >= self.patience

    def gain(self, score: float) -> float:
        if self.best is None:
            return math.inf
        return self.best - score if self.mode == "min" else score - self.best

    def finish(self, weights: Weights) -> None:
        if self.kept is not None:
            weights.update(copy.deepcopy(self.kept))  # a copy again: what is kept stays ours
