"""Answers in the kinds of numbers that Python and NumPy have for the same value."""
# lab: counter

import numpy as np


class Counter:
    def __init__(self):
        self.totals = np.zeros(0, dtype=np.int64)

    def step(self, amount):
        total = (self.totals[-1] if len(self.totals) else np.int64(0)) + amount
        self.totals = np.append(self.totals, total)
        return total

    def history(self):
        return self.totals.tolist()
