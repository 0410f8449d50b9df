"""Hands out its own list, which changes in the hands of whoever has it."""
# lab: counter
# verdict: failed


class Counter:
    def __init__(self):
        self.totals = []

    def step(self, amount):
        self.totals.append(sum(self.totals[-1:]) + amount)
        return self.totals[-1]

    def history(self):
        return self.totals
