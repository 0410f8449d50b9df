"""Keeps its state in a generator that is sent each amount."""
# lab: counter


class Counter:
    def __init__(self):
        self.told = []
        self.totals = self.adding()
        next(self.totals)

    def adding(self):
        total = 0
        while True:
            total += yield total
            self.told.append(total)

    def step(self, amount):
        return self.totals.send(amount)

    def history(self):
        return tuple(self.told)
