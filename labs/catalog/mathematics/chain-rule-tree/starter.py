"""The chain rule on an expression tree.

A tree is one of
    a string: a variable, such as "x"
    a number: a constant, such as 2 or 0.5
    a tuple: an operation and its operands, which are trees themselves:
        ("+", a, b)  ("-", a, b)  ("*", a, b)  ("/", a, b)  ("exp", a)  ("log", a)  ("sin", a)
        ("**", a, k) with a plain number k
"""

from __future__ import annotations

Tree = str | float | tuple


def evaluate(tree: Tree, values: dict[str, float]) -> float:
    """The value of the tree where each variable has the value that `values` gives it."""
    raise NotImplementedError


def backprop(tree: Tree, values: dict[str, float]) -> dict[str, float]:
    """The derivative of the tree's value with respect to each variable that occurs in it, by name."""
    raise NotImplementedError
