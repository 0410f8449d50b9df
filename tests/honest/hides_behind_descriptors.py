"""Has slots, properties, descriptors and operators of its own."""
# lab: counter

from functools import reduce


class Whole:
    def __set_name__(self, owner, name):
        self.name = f"_{name}"

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.name)

    def __set__(self, instance, value):
        setattr(instance, self.name, int(value))


class Counter:
    __slots__ = ("_total", "past")
    total = Whole()

    def __init__(self):
        self.total, self.past = 0, ()

    def __iadd__(self, amount):
        self.total += amount
        self.past = reduce(lambda past, total: (*past, total), [self.total], self.past)
        return self

    def step(self, amount):
        self += amount
        return self.total

    def history(self):
        return [*self.past]
