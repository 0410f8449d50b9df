"""Keeps the totals of every counter in one list."""
# lab: counter
# verdict: failed


class Counter:
    totals = []

    def step(self, amount):
        self.totals.append(sum(self.totals[-1:]) + amount)
        return self.totals[-1]

    def history(self):
        return list(self.totals)
