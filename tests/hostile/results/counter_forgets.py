"""Remembers only the last ten totals."""
# lab: counter
# verdict: failed

import collections


class Counter:
    def __init__(self):
        self.totals = collections.deque(maxlen=10)

    def step(self, amount):
        self.totals.append((self.totals[-1] if self.totals else 0) + amount)
        return self.totals[-1]

    def history(self):
        return list(self.totals)
