"""A gradient is only a view of another's memory

What a rule passes on may be the very array it was given, or a view of it. You keep it as it is in `grad`, so
several tensors share memory: scale one gradient in place and the others change too (or NumPy refuses, because
the view was made by broadcasting). Keep a copy.
"""

from __future__ import annotations

import numpy as np


class Tensor:
    """An array, the Tensors it was computed from, and for each of them the way its gradient goes back."""

    def __init__(self, data, parents=()):
        self.data = np.asarray(data, dtype=np.float64)
        self.grad = None
        self.parents = parents

    def __add__(self, other):
        a, b = self, as_tensor(other)
        return Tensor(
            a.data + b.data,
            ((a, lambda g: summed_to(g, a.data.shape)), (b, lambda g: summed_to(g, b.data.shape))),
        )

    def __mul__(self, other):
        a, b = self, as_tensor(other)
        return Tensor(
            a.data * b.data,
            ((a, lambda g: summed_to(g * b.data, a.data.shape)), (b, lambda g: summed_to(g * a.data, b.data.shape))),
        )

    def __matmul__(self, other):
        a, b = self, as_tensor(other)
        return Tensor(
            a.data @ b.data,
            (
                (a, lambda g: summed_to(g @ b.data.swapaxes(-1, -2), a.data.shape)),
                (b, lambda g: summed_to(a.data.swapaxes(-1, -2) @ g, b.data.shape)),
            ),
        )

    def __pow__(self, exponent):
        return Tensor(self.data**exponent, ((self, lambda g: g * exponent * self.data ** (exponent - 1)),))

    def exp(self):
        e = np.exp(self.data)
        return Tensor(e, ((self, lambda g: g * e),))

    def log(self):
        return Tensor(np.log(self.data), ((self, lambda g: g / self.data),))

    def relu(self):
        return Tensor(np.maximum(self.data, 0), ((self, lambda g: g * (self.data > 0)),))

    def sum(self, axis=None, keepdims=False):
        kept = self.data.sum(axis, keepdims=True)
        return Tensor(
            kept if keepdims else self.data.sum(axis),
            ((self, lambda g: np.broadcast_to(g.reshape(kept.shape), self.data.shape)),),
        )

    def max(self, axis=None, keepdims=False):
        kept = self.data.max(axis, keepdims=True)
        share = (self.data == kept) / (self.data == kept).sum(axis, keepdims=True)
        return Tensor(
            kept if keepdims else self.data.max(axis),
            ((self, lambda g: share * g.reshape(kept.shape)),),
        )

    def reshape(self, *shape):
        return Tensor(self.data.reshape(shape), ((self, lambda g: g.reshape(self.data.shape)),))

    def transpose(self, *axes):
        order = [axis % self.data.ndim for axis in axes] or list(range(self.data.ndim))[::-1]
        return Tensor(self.data.transpose(order), ((self, lambda g: g.transpose(np.argsort(order))),))

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + -as_tensor(other)

    def __truediv__(self, other):
        return self * as_tensor(other) ** -1.0

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return as_tensor(other) - self

    def __rtruediv__(self, other):
        return as_tensor(other) / self

    def backward(self, grad=None):
        collected = {self: np.ones_like(self.data) if grad is None else np.asarray(grad, dtype=np.float64)}
        for node in reversed(self.ancestry()):
            g = collected.pop(node)
            node.grad = g if node.grad is None else node.grad + g
            for parent, pull in node.parents:
                collected[parent] = collected[parent] + pull(g) if parent in collected else pull(g)

    def ancestry(self):
        """Every node that self depends on, each once, parents before children; self comes last."""
        order = []
        seen = set()

        def visit(node):
            if node in seen:
                return
            seen.add(node)
            for parent, _ in node.parents:
                visit(parent)
            order.append(node)

        visit(self)
        return order


def as_tensor(x):
    return x if isinstance(x, Tensor) else Tensor(x)


def summed_to(g, shape):
    """g summed over the axes along which an array of `shape` was repeated by broadcasting, so that it has `shape`."""
    if g.shape == shape:
        return g
    g = g.sum(axis=tuple(range(g.ndim - len(shape))))
    stretched = tuple(i for i, size in enumerate(shape) if size == 1)
    return g.sum(axis=stretched, keepdims=True)
