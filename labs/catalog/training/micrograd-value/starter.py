"""A scalar that remembers how it was computed, and can therefore say how it depends on everything it came from."""

from __future__ import annotations


class Value:
    """A number in a computation.

    `data` is the number, `grad` the derivative of whatever `backward` was called on with respect to it: 0.0 until then.
    Both may be read and assigned. In every operation the other operand is a Value or a plain number, on
    either side, and the result is a new Value.
    """

    def __init__(self, data: float) -> None:
        raise NotImplementedError

    def __add__(self, other: Value | float) -> Value:
        """self + other. Python calls __radd__ for `2 + value`; the same holds for -, * and /."""
        raise NotImplementedError

    def __radd__(self, other: float) -> Value:
        raise NotImplementedError

    def __mul__(self, other: Value | float) -> Value:
        raise NotImplementedError

    def __rmul__(self, other: float) -> Value:
        raise NotImplementedError

    def __neg__(self) -> Value:
        raise NotImplementedError

    def __sub__(self, other: Value | float) -> Value:
        raise NotImplementedError

    def __rsub__(self, other: float) -> Value:
        raise NotImplementedError

    def __truediv__(self, other: Value | float) -> Value:
        raise NotImplementedError

    def __rtruediv__(self, other: float) -> Value:
        raise NotImplementedError

    def __pow__(self, exponent: float) -> Value:
        """self ** exponent for a plain number as exponent."""
        raise NotImplementedError

    def exp(self) -> Value:
        raise NotImplementedError

    def tanh(self) -> Value:
        raise NotImplementedError

    def relu(self) -> Value:
        """The larger of self and 0; its slope at 0 is 0."""
        raise NotImplementedError

    def backward(self) -> None:
        """Add d self / d v to the grad of every Value v that self was computed from; self's own grad becomes 1."""
        raise NotImplementedError
