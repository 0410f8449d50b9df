"""Returns totals that are off by less than a whole."""
# lab: counter
# verdict: failed


class Counter:
    def __init__(self):
        self.total, self.totals = 0.0, []

    def step(self, amount):
        self.total += amount * 1.0001
        self.totals.append(self.total)
        return self.total

    def history(self):
        return list(self.totals)
