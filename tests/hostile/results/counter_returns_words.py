"""Returns totals that look like numbers."""
# lab: counter
# verdict: failed


class Counter:
    def __init__(self):
        self.totals = []

    def step(self, amount):
        self.totals.append(sum(self.totals[-1:]) + amount)
        return str(self.totals[-1])

    def history(self):
        return list(map(str, self.totals))
