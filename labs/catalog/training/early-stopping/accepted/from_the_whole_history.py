"""Everything follows from the history

Only the list of scores is kept. The best epoch is found by going through it from the start each time, and the
waiting time is the distance from there to the end. Slower, but there is no counter that could be forgotten.
"""

import math
import pickle


class EarlyStopping:
    def __init__(self, patience=3, min_delta=0.0, mode="min", restore=True):
        if mode != "min" and mode != "max":
            raise ValueError("mode")
        if not patience >= 1 or not min_delta >= 0:
            raise ValueError("patience and min_delta")
        self.patience, self.min_delta, self.restore = patience, min_delta, restore
        self.sign = {"min": 1, "max": -1}[mode]
        self.scores = []
        self.frozen = None

    @property
    def best_epoch(self):
        found = None
        for epoch, score in enumerate(self.scores):
            if score == score and abs(score) != math.inf:
                bar = math.inf if found is None else self.sign * self.scores[found] - self.min_delta
                if self.sign * score < bar:
                    found = epoch
        return found

    @property
    def best(self):
        return None if self.best_epoch is None else self.scores[self.best_epoch]

    def step(self, score, weights):
        self.scores.append(score)
        last = len(self.scores) - 1
        best = self.best_epoch
        if best == last and self.restore:
            self.frozen = pickle.dumps(weights)
        return last - (-1 if best is None else best) >= self.patience

    def finish(self, weights):
        if self.frozen:
            weights.update(pickle.loads(self.frozen))
