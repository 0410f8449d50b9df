"""A tape in the order of birth

Every Value gets a number when it is made. Operands are always older than results, so going through the
ancestors from the youngest to the oldest is already the right order; a heap hands out the youngest each time.
Subclasses carry the slopes.
"""

from __future__ import annotations

import heapq
import itertools
import math

births = itertools.count()


class Value:
    def __init__(self, data):
        self.data, self.grad, self.birth = data, 0.0, next(births)

    def shares(self):
        """Pairs of an operand and the slope along it; a leaf has none."""
        return []

    def __add__(self, other):
        return Sum(self, wrap(other))

    def __mul__(self, other):
        return Product(self, wrap(other))

    def __pow__(self, exponent):
        return Curve(self, self.data**exponent, lambda: exponent * self.data ** (exponent - 1))

    def exp(self):
        e = math.exp(self.data)
        return Curve(self, e, lambda: e)

    def tanh(self):
        t = 1 - 2 / (math.exp(2 * self.data) + 1)
        return Curve(self, t, lambda: (1 - t) * (1 + t))

    def relu(self):
        return Curve(self, (self.data + abs(self.data)) / 2, lambda: 1.0 if self.data > 0 else 0.0)

    def __neg__(self):
        return Curve(self, -self.data, lambda: -1.0)

    def __sub__(self, other):
        return Sum(self, -wrap(other))

    def __truediv__(self, other):
        return Product(self, wrap(other) ** -1)

    def __radd__(self, other):
        return wrap(other) + self

    def __rmul__(self, other):
        return wrap(other) * self

    def __rsub__(self, other):
        return wrap(other) - self

    def __rtruediv__(self, other):
        return wrap(other) / self

    def backward(self):
        self.grad = 1.0
        heap, met = [(-self.birth, self)], {self}
        while heap:
            _, node = heapq.heappop(heap)
            for operand, slope in node.shares():
                operand.grad += node.grad * slope
                if operand not in met:
                    met.add(operand)
                    heapq.heappush(heap, (-operand.birth, operand))


class Sum(Value):
    def __init__(self, a, b):
        super().__init__(a.data + b.data)
        self.a, self.b = a, b

    def shares(self):
        return [(self.a, 1.0), (self.b, 1.0)]


class Product(Value):
    def __init__(self, a, b):
        super().__init__(a.data * b.data)
        self.a, self.b = a, b

    def shares(self):
        return [(self.a, self.b.data), (self.b, self.a.data)]


class Curve(Value):
    def __init__(self, x, y, slope):
        super().__init__(y)
        self.x, self.slope = x, slope

    def shares(self):
        return [(self.x, self.slope())]


def wrap(x):
    return x if isinstance(x, Value) else Value(x)
