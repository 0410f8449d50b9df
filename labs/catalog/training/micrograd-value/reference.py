"""Reverse-mode automatic differentiation of scalars."""

from __future__ import annotations

import math


class Value:
    """A number, the Values it was computed from, and its slope along each of them."""

    def __init__(self, data: float, parents: tuple[Value, ...] = (), slopes: tuple[float, ...] = ()) -> None:
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.slopes = slopes  # slopes[i] = d self / d parents[i]

    # --- two operations with two parents --------------------------------------------------------------------------

    # d(a + b)/da = 1, d(a + b)/db = 1
    def __add__(self, other: Value | float) -> Value:
        other = as_value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    # d(a b)/da = b, d(a b)/db = a
    def __mul__(self, other: Value | float) -> Value:
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    # --- functions of one ------------------------------------------------------------------------------------------

    # d(a^k)/da = k a^(k-1)
    def __pow__(self, exponent: float) -> Value:
        return Value(self.data**exponent, (self,), (exponent * self.data ** (exponent - 1),))

    # d(e^a)/da = e^a
    def exp(self) -> Value:
        e = math.exp(self.data)
        return Value(e, (self,), (e,))

    # d(tanh a)/da = 1 - tanh² a
    def tanh(self) -> Value:
        t = math.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    # d(relu a)/da = 1 for a > 0, else 0
    def relu(self) -> Value:
        return Value(max(self.data, 0.0), (self,), (1.0 if self.data > 0 else 0.0,))

    # --- all else is made of those ---------------------------------------------------------------------------------

    def __neg__(self) -> Value:
        return self * -1.0

    def __sub__(self, other: Value | float) -> Value:
        return self + -as_value(other)

    def __truediv__(self, other: Value | float) -> Value:
        return self * as_value(other) ** -1

    def __radd__(self, other: float) -> Value:
        return self + other

    def __rmul__(self, other: float) -> Value:
        return self * other

    def __rsub__(self, other: float) -> Value:
        return as_value(other) - self

    def __rtruediv__(self, other: float) -> Value:
        return as_value(other) / self

    # --- backwards -------------------------------------------------------------------------------------------------

    # dy/dp = sum over all v computed directly from p of dy/dv · dv/dp
    # A node may pass its gradient on only when it has all of it: when every node computed from it has had its turn.
    def backward(self) -> None:
        self.grad = 1.0  # dy/dy
        for node in reversed(self.ancestry()):
            for parent, slope in zip(node.parents, node.slopes, strict=True):
                parent.grad += node.grad * slope  # += : a parent may be used more than once

    def ancestry(self) -> list[Value]:
        """Every node that self depends on, each once, parents before children; self comes last."""
        order: list[Value] = []
        seen: set[Value] = set()

        def visit(node: Value) -> None:
            if node in seen:
                return
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node)

        visit(self)
        return order


def as_value(x: Value | float) -> Value:
    return x if isinstance(x, Value) else Value(x)
