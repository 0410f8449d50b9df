"""Remembers the amounts alone and adds them up when it is asked."""
# lab: counter

import itertools
from collections import deque


class Counter(deque):
    """A deque of amounts; its totals are never stored."""

    def step(self, amount):
        self.append(amount)
        return sum(self)

    def history(self):
        return list(itertools.accumulate(self))
