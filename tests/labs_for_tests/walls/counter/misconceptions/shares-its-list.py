"""Shares its list

A list written in the class body belongs to the class: every counter appends to the same one. Make it in `__init__`.
"""


class Counter:
    totals = []

    def step(self, amount):
        self.totals.append((self.totals[-1] if self.totals else 0) + amount)
        return self.totals[-1]

    def history(self):
        return list(self.totals)
