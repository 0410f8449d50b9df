"""Reverse-mode automatic differentiation of arrays."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Axes = int | tuple[int, ...] | None
Pull = Callable[[np.ndarray], np.ndarray]  # from the gradient at a result to the gradient at one operand


class Tensor:
    """An array, the Tensors it was computed from, and for each of them the way its gradient goes back."""

    def __init__(self, data: np.ndarray | float, parents: tuple[tuple[Tensor, Pull], ...] = ()) -> None:
        self.data = np.asarray(data, dtype=np.float64)
        self.grad: np.ndarray | None = None
        self.parents = parents

    # --- two operands, which broadcast ------------------------------------------------------------------------------

    # d(a + b) = da + db
    def __add__(self, other: Tensor | np.ndarray | float) -> Tensor:
        a, b = self, as_tensor(other)
        return Tensor(
            a.data + b.data,
            ((a, lambda g: summed_to(g, a.data.shape)), (b, lambda g: summed_to(g, b.data.shape))),
        )

    # d(a b) = b da + a db
    def __mul__(self, other: Tensor | np.ndarray | float) -> Tensor:
        a, b = self, as_tensor(other)
        return Tensor(
            a.data * b.data,
            ((a, lambda g: summed_to(g * b.data, a.data.shape)), (b, lambda g: summed_to(g * a.data, b.data.shape))),
        )

    # d(A B) = dA B + A dB, so G goes back as G Bᵀ and as Aᵀ G
    def __matmul__(self, other: Tensor) -> Tensor:
        a, b = self, as_tensor(other)
        return Tensor(
            a.data @ b.data,  # [..., n, m]
            (
                (a, lambda g: summed_to(g @ b.data.swapaxes(-1, -2), a.data.shape)),  # [..., n, k]
                (b, lambda g: summed_to(a.data.swapaxes(-1, -2) @ g, b.data.shape)),  # [..., k, m]
            ),
        )

    # --- element by element -----------------------------------------------------------------------------------------

    # d(a^k) = k a^(k-1) da
    def __pow__(self, exponent: float) -> Tensor:
        return Tensor(self.data**exponent, ((self, lambda g: g * exponent * self.data ** (exponent - 1)),))

    # d(e^a) = e^a da
    def exp(self) -> Tensor:
        e = np.exp(self.data)
        return Tensor(e, ((self, lambda g: g * e),))

    # d(log a) = da / a
    def log(self) -> Tensor:
        return Tensor(np.log(self.data), ((self, lambda g: g / self.data),))

    # d(relu a) = da where a > 0, else 0
    def relu(self) -> Tensor:
        return Tensor(np.maximum(self.data, 0), ((self, lambda g: g * (self.data > 0)),))

    # --- along axes -------------------------------------------------------------------------------------------------

    # Each summand has slope 1: the gradient is repeated along the axes that are gone.
    def sum(self, axis: Axes = None, keepdims: bool = False) -> Tensor:
        kept = self.data.sum(axis, keepdims=True)  # the result's shape, with a 1 for each axis summed over
        return Tensor(
            kept if keepdims else self.data.sum(axis),
            ((self, lambda g: np.broadcast_to(g.reshape(kept.shape), self.data.shape)),),
        )

    # Only the largest elements have a slope; where several are largest, they share it.
    def max(self, axis: Axes = None, keepdims: bool = False) -> Tensor:
        kept = self.data.max(axis, keepdims=True)
        share = (self.data == kept) / (self.data == kept).sum(axis, keepdims=True)
        return Tensor(
            kept if keepdims else self.data.max(axis),
            ((self, lambda g: share * g.reshape(kept.shape)),),
        )

    # --- the same numbers in another form ---------------------------------------------------------------------------

    def reshape(self, *shape: int) -> Tensor:
        return Tensor(self.data.reshape(shape), ((self, lambda g: g.reshape(self.data.shape)),))

    def transpose(self, *axes: int) -> Tensor:
        order = [axis % self.data.ndim for axis in axes] or list(range(self.data.ndim))[::-1]
        # Axis i of the result is axis order[i] of self; argsort turns that round.
        return Tensor(self.data.transpose(order), ((self, lambda g: g.transpose(np.argsort(order))),))

    # --- all else is made of those ----------------------------------------------------------------------------------

    def __neg__(self) -> Tensor:
        return self * -1.0

    def __sub__(self, other: Tensor | np.ndarray | float) -> Tensor:
        return self + -as_tensor(other)

    def __truediv__(self, other: Tensor | np.ndarray | float) -> Tensor:
        return self * as_tensor(other) ** -1.0

    def __radd__(self, other: float) -> Tensor:
        return self + other

    def __rmul__(self, other: float) -> Tensor:
        return self * other

    def __rsub__(self, other: float) -> Tensor:
        return as_tensor(other) - self

    def __rtruediv__(self, other: float) -> Tensor:
        return as_tensor(other) / self

    # --- backwards --------------------------------------------------------------------------------------------------

    # The gradients of one call are collected apart from `grad`, which may hold those of earlier calls.
    def backward(self, grad: np.ndarray | None = None) -> None:
        collected = {self: np.ones_like(self.data) if grad is None else np.asarray(grad, dtype=np.float64)}
        for node in reversed(self.ancestry()):
            g = collected.pop(node)  # complete: everything computed from node has had its turn
            node.grad = g.copy() if node.grad is None else node.grad + g
            for parent, pull in node.parents:
                collected[parent] = collected[parent] + pull(g) if parent in collected else pull(g)

    def ancestry(self) -> list[Tensor]:
        """Every node that self depends on, each once, parents before children; self comes last."""
        order: list[Tensor] = []
        seen: set[Tensor] = set()

        def visit(node: Tensor) -> None:
            if node in seen:
                return
            seen.add(node)
            for parent, _ in node.parents:
                visit(parent)
            order.append(node)

        visit(self)
        return order


def as_tensor(x: Tensor | np.ndarray | float) -> Tensor:
    return x if isinstance(x, Tensor) else Tensor(x)


def summed_to(g: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """g summed over the axes along which an array of `shape` was repeated by broadcasting, so that it has `shape`."""
    g = g.sum(axis=tuple(range(g.ndim - len(shape))))  # axes that broadcasting put in front
    stretched = tuple(i for i, size in enumerate(shape) if size == 1)  # axes of size 1 that it stretched
    return g.sum(axis=stretched, keepdims=True)
