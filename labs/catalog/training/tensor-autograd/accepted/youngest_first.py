"""A number at birth, and a table of rules

Operands are always older than results, so handing out the youngest tensor first is the right order; a heap does it,
without recursion. All rules stand in one table, and the index notation of einsum carries the products back.
"""

from __future__ import annotations

import heapq
import itertools

import numpy as np

births = itertools.count()


def fold(g, shape):
    """Sum g down to `shape`, undoing a broadcast."""
    padded = (1,) * (g.ndim - len(shape)) + tuple(shape)
    axes = tuple(i for i, (have, want) in enumerate(zip(g.shape, padded)) if have != want)
    return np.add.reduce(g, axis=axes, keepdims=True).reshape(shape)


def unfold(g, x, axis):
    """Give g back the axes that a reduction of x over `axis` removed, with size 1."""
    gone = range(x.ndim) if axis is None else np.atleast_1d(axis) % x.ndim
    return g.reshape([1 if i in gone else size for i, size in enumerate(x.shape)])


def winners(x, axis):
    top = (x == np.max(x, axis=axis, keepdims=True)).astype(float)
    return top / top.sum(axis=axis, keepdims=True)


# name -> (value, gradient at each operand, from the gradient g, the result y, the operands and the settings)
RULES = {
    "add": (lambda a, b: a + b, lambda g, y, a, b: (g, g)),
    "sub": (lambda a, b: a - b, lambda g, y, a, b: (g, -g)),
    "mul": (lambda a, b: a * b, lambda g, y, a, b: (g * b, g * a)),
    "div": (lambda a, b: a / b, lambda g, y, a, b: (g / b, -g * y / b)),
    "matmul": (
        lambda a, b: np.einsum("...ij,...jk->...ik", a, b),
        lambda g, y, a, b: (np.einsum("...ik,...jk->...ij", g, b), np.einsum("...ij,...ik->...jk", a, g)),
    ),
    "pow": (lambda a, k: np.power(a, k), lambda g, y, a, k: (g * k * np.power(a, k - 1.0),)),
    "exp": (lambda a: np.exp(a), lambda g, y, a: (g * y,)),
    "log": (lambda a: np.log(a), lambda g, y, a: (g / a,)),
    "relu": (lambda a: a * (a > 0), lambda g, y, a: (g * np.sign(y),)),
    "sum": (
        lambda a, axis, keep: a.sum(axis=axis, keepdims=keep),
        lambda g, y, a, axis, keep: (unfold(g, a, axis) + np.zeros_like(a),),
    ),
    "max": (
        lambda a, axis, keep: a.max(axis=axis, keepdims=keep),
        lambda g, y, a, axis, keep: (unfold(g, a, axis) * winners(a, axis),),
    ),
    "reshape": (lambda a, shape: a.reshape(shape), lambda g, y, a, shape: (g.reshape(a.shape),)),
    "transpose": (
        lambda a, axes: np.moveaxis(a, axes, range(a.ndim)),
        lambda g, y, a, axes: (np.moveaxis(g, range(a.ndim), axes),),
    ),
}


class Tensor:
    def __init__(self, data):
        self.data = np.asarray(data, dtype=float)
        self.grad = None
        self.birth = next(births)
        self.made_by = None

    def __add__(self, other):
        return apply("add", (self, other))

    def __radd__(self, other):
        return apply("add", (other, self))

    def __sub__(self, other):
        return apply("sub", (self, other))

    def __rsub__(self, other):
        return apply("sub", (other, self))

    def __mul__(self, other):
        return apply("mul", (self, other))

    def __rmul__(self, other):
        return apply("mul", (other, self))

    def __truediv__(self, other):
        return apply("div", (self, other))

    def __rtruediv__(self, other):
        return apply("div", (other, self))

    def __neg__(self):
        return apply("sub", (0.0, self))

    def __matmul__(self, other):
        return apply("matmul", (self, other))

    def __pow__(self, exponent):
        return apply("pow", (self,), exponent)

    def exp(self):
        return apply("exp", (self,))

    def log(self):
        return apply("log", (self,))

    def relu(self):
        return apply("relu", (self,))

    def sum(self, axis=None, keepdims=False):
        return apply("sum", (self,), axis, keepdims)

    def max(self, axis=None, keepdims=False):
        return apply("max", (self,), axis, keepdims)

    def reshape(self, *shape):
        return apply("reshape", (self,), shape)

    def transpose(self, *axes):
        return apply("transpose", (self,), axes or tuple(range(self.data.ndim))[::-1])

    def backward(self, grad=None):
        arrived = {self: np.ones_like(self.data) if grad is None else grad}
        heap = [(-self.birth, self)]
        while heap:
            _, node = heapq.heappop(heap)
            g = arrived[node]
            node.grad = g + (0.0 if node.grad is None else node.grad)
            if node.made_by is None:
                continue
            name, operands, settings = node.made_by
            parts = RULES[name][1](g, node.data, *[x.data for x in operands], *settings)
            for operand, part in zip(operands, parts, strict=True):
                if operand not in arrived:
                    arrived[operand] = 0.0
                    heapq.heappush(heap, (-operand.birth, operand))
                arrived[operand] = arrived[operand] + fold(part, operand.data.shape)


def apply(name, operands, *settings):
    operands = [x if isinstance(x, Tensor) else Tensor(x) for x in operands]
    y = Tensor(RULES[name][0](*[x.data for x in operands], *settings))
    y.made_by = name, operands, settings
    return y
