"""Closures that add into `grad`

Each operation leaves behind a function that adds the gradients of its operands straight into their `grad`,
as in Andrej Karpathy's micrograd. Division and subtraction have rules of their own; broadcasting is undone
axis by axis.
"""

from __future__ import annotations

import numpy as np


class Tensor:
    def __init__(self, data, operands=()):
        self.data = np.array(data, dtype=float)
        self.grad = None
        self.operands = [x for x in operands if isinstance(x, Tensor)]
        self.send = lambda: None

    def take(self, g):
        while g.ndim > self.data.ndim:
            g = g.sum(0)
        for axis, size in enumerate(self.data.shape):
            if size == 1 and g.shape[axis] != 1:
                g = g.sum(axis, keepdims=True)
        if self.grad is None:
            self.grad = np.zeros_like(self.data)
        self.grad += g

    def binary(self, other, value, slopes):
        other = other if isinstance(other, Tensor) else Tensor(other)
        out = Tensor(value(self.data, other.data), (self, other))

        def send():
            mine, theirs = slopes(self.data, other.data)
            self.take(out.grad * mine)
            other.take(out.grad * theirs)

        out.send = send
        return out

    def unary(self, value, slope):
        out = Tensor(value, (self,))
        out.send = lambda: self.take(out.grad * slope(out.data))
        return out

    def __add__(self, other):
        return self.binary(other, np.add, lambda a, b: (1.0, 1.0))

    __radd__ = __add__

    def __sub__(self, other):
        return self.binary(other, np.subtract, lambda a, b: (1.0, -1.0))

    def __rsub__(self, other):
        return Tensor(other) - self

    def __mul__(self, other):
        return self.binary(other, np.multiply, lambda a, b: (b, a))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self.binary(other, np.divide, lambda a, b: (1 / b, -a / b**2))

    def __rtruediv__(self, other):
        return Tensor(other) / self

    def __neg__(self):
        return self.unary(-self.data, lambda y: -1.0)

    def __pow__(self, exponent):
        return self.unary(self.data**exponent, lambda y: exponent * self.data ** (exponent - 1.0))

    def exp(self):
        return self.unary(np.exp(self.data), lambda y: y)

    def log(self):
        return self.unary(np.log(self.data), lambda y: 1 / self.data)

    def relu(self):
        return self.unary(np.where(self.data > 0, self.data, 0.0), lambda y: y > 0)

    def __matmul__(self, other):
        out = Tensor(np.matmul(self.data, other.data), (self, other))

        def send():
            self.take(np.matmul(out.grad, np.moveaxis(other.data, -1, -2)))
            other.take(np.matmul(np.moveaxis(self.data, -1, -2), out.grad))

        out.send = send
        return out

    def sum(self, axis=None, keepdims=False):
        out = Tensor(np.sum(self.data, axis=axis, keepdims=keepdims), (self,))
        out.send = lambda: self.take(self.spread(out.grad, axis, keepdims) * np.ones_like(self.data))
        return out

    def max(self, axis=None, keepdims=False):
        out = Tensor(np.max(self.data, axis=axis, keepdims=keepdims), (self,))

        def send():
            winners = self.data == self.spread(out.data, axis, keepdims)
            count = winners.sum(axis=axis, keepdims=True)
            self.take(np.where(winners, self.spread(out.grad, axis, keepdims) / count, 0.0))

        out.send = send
        return out

    def spread(self, g, axis, keepdims):
        if keepdims:
            return g
        if axis is None:
            axis = tuple(range(self.data.ndim))
        return np.expand_dims(g, axis)

    def reshape(self, *shape):
        out = Tensor(self.data.reshape(*shape), (self,))
        out.send = lambda: self.take(out.grad.reshape(self.data.shape))
        return out

    def transpose(self, *axes):
        out = Tensor(self.data.transpose(*axes), (self,))

        def send():
            places = np.arange(self.data.ndim).transpose() if not axes else np.array(axes) % self.data.ndim
            back = np.empty_like(places)
            back[places if axes else places[::-1]] = np.arange(self.data.ndim)
            self.take(out.grad.transpose(back))

        out.send = send
        return out

    def backward(self, grad=None):
        order, seen = [], set()

        def visit(node):
            if id(node) in seen:
                return
            seen.add(id(node))
            for operand in node.operands:
                visit(operand)
            order.append(node)

        visit(self)
        self.take(np.ones_like(self.data) if grad is None else grad)
        for node in reversed(order):
            node.send()
