"""An array that remembers how it was computed, and can therefore say how a result depends on every number in it."""

from __future__ import annotations

import numpy as np


class Tensor:
    """A float64 array in a computation.

    `data` is the array. `grad` is None until `backward` reaches the tensor, then an array of data's shape. Both may be
    read and assigned. The other operand of + - * / is a Tensor, an array or a plain number (a plain number on
    the left, too), and shapes broadcast as in NumPy. Every operation returns a new Tensor.
    """

    def __init__(self, data: np.ndarray | float) -> None:
        raise NotImplementedError

    def __add__(self, other: Tensor | np.ndarray | float) -> Tensor:
        """self + other. Python calls __radd__ for `2 + tensor`; the same holds for -, * and /."""
        raise NotImplementedError

    def __radd__(self, other: float) -> Tensor:
        raise NotImplementedError

    def __sub__(self, other: Tensor | np.ndarray | float) -> Tensor:
        raise NotImplementedError

    def __rsub__(self, other: float) -> Tensor:
        raise NotImplementedError

    def __mul__(self, other: Tensor | np.ndarray | float) -> Tensor:
        raise NotImplementedError

    def __rmul__(self, other: float) -> Tensor:
        raise NotImplementedError

    def __truediv__(self, other: Tensor | np.ndarray | float) -> Tensor:
        raise NotImplementedError

    def __rtruediv__(self, other: float) -> Tensor:
        raise NotImplementedError

    def __neg__(self) -> Tensor:
        raise NotImplementedError

    def __pow__(self, exponent: float) -> Tensor:
        """Element by element, for a plain number as exponent."""
        raise NotImplementedError

    def __matmul__(self, other: Tensor) -> Tensor:
        """[..., n, k] @ [..., k, m] -> [..., n, m]; the axes in front broadcast. Both have two axes or more."""
        raise NotImplementedError

    def exp(self) -> Tensor:
        raise NotImplementedError

    def log(self) -> Tensor:
        raise NotImplementedError

    def relu(self) -> Tensor:
        """The larger of each element and 0; its slope at 0 is 0."""
        raise NotImplementedError

    def sum(self, axis: int | tuple[int, ...] | None = None, keepdims: bool = False) -> Tensor:
        """As np.sum: over all axes, one, or several; an axis may be negative."""
        raise NotImplementedError

    def max(self, axis: int | tuple[int, ...] | None = None, keepdims: bool = False) -> Tensor:
        """As np.max. Elements that share the maximum share its gradient in equal parts."""
        raise NotImplementedError

    def reshape(self, *shape: int) -> Tensor:
        """As np.reshape, in C order; one number may be -1."""
        raise NotImplementedError

    def transpose(self, *axes: int) -> Tensor:
        """As np.transpose: axis i of the result is axis axes[i] of self. Without axes, all in reverse order."""
        raise NotImplementedError

    def backward(self, grad: np.ndarray | None = None) -> None:
        """Add the gradient of sum(self * grad) to the grad of every Tensor that self was computed from, self included.

        grad: an array of self's shape; None means ones.
        """
        raise NotImplementedError
