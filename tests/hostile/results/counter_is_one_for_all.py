"""Makes one counter and hands it to everybody."""
# lab: counter
# verdict: failed


class Counter:
    only = None

    def __new__(cls):
        if cls.only is None:
            cls.only = super().__new__(cls)
            cls.only.totals = []
        return cls.only

    def step(self, amount):
        self.totals.append(sum(self.totals[-1:]) + amount)
        return self.totals[-1]

    def history(self):
        return list(self.totals)
