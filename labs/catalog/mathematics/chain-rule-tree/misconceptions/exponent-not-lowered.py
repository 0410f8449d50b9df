r"""The exponent is not lowered

The slope of $a^k$ is $k\, a^{k - 1}$. Yours is $k\, a^k$, too large by the factor $a$.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Tree = str | float | tuple


@dataclass
class Node:
    """A tree's value, the variable it is (if it is one), and its operands with the slope along each."""

    value: float
    name: str = ""
    operands: tuple[Node, ...] = ()
    slopes: tuple[float, ...] = ()


def local(op: str, a: float, b: float = 0.0) -> tuple[float, tuple[float, ...]]:
    """The value of one operation, and its slope along each operand. Each knows only what goes into it."""
    match op:
        case "+":
            return a + b, (1.0, 1.0)
        case "-":
            return a - b, (1.0, -1.0)
        case "*":
            return a * b, (b, a)
        case "/":
            return a / b, (1.0 / b, -a / b**2)
        case "**":
            return a**b, (b * a**b,)  # the exponent is a plain number
        case "exp":
            return math.exp(a), (math.exp(a),)
        case "log":
            return math.log(a), (1.0 / a,)
        case "sin":
            return math.sin(a), (math.cos(a),)
    raise ValueError(f"unknown operation {op!r}")


def up(tree: Tree, values: dict[str, float]) -> Node:
    """From the leaves to the root: every subtree's value and slopes."""
    if isinstance(tree, str):
        return Node(values[tree], name=tree)
    if not isinstance(tree, tuple):
        return Node(tree)
    op, *subtrees = tree
    operands = tuple(up(subtree, values) for subtree in subtrees)
    value, slopes = local(op, *(operand.value for operand in operands))
    return Node(value, operands=operands, slopes=slopes)


def evaluate(tree: Tree, values: dict[str, float]) -> float:
    return up(tree, values).value


# From the root to the leaves: what arrives at a node, times the slope along an operand, arrives at the operand.
# d root / d root = 1; and a variable's gradient is the sum over all the places where it stands.


def backprop(tree: Tree, values: dict[str, float]) -> dict[str, float]:
    grads: dict[str, float] = {}
    waiting = [(up(tree, values), 1.0)]
    while waiting:
        node, arrived = waiting.pop()
        if node.name:
            grads[node.name] = grads.get(node.name, 0.0) + arrived
        for operand, slope in zip(node.operands, node.slopes):
            waiting.append((operand, arrived * slope))
    return grads
