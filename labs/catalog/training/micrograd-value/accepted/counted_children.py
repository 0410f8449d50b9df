"""No sorting: count who still has to report

Each operation is an entry in one table of slopes. `backward` first counts how many uses of each node lie below
the output, then works from a list of nodes that are ready: a node is ready when all its uses have reported.
There is no recursion, so a chain may be as long as memory allows. (This is Kahn's way to order a graph.)
"""

from __future__ import annotations

import math

# name -> (value, slopes with respect to each operand)
RULES = {
    "add": (lambda a, b: a + b, lambda a, b, y: (1.0, 1.0)),
    "sub": (lambda a, b: a - b, lambda a, b, y: (1.0, -1.0)),
    "mul": (lambda a, b: a * b, lambda a, b, y: (b, a)),
    "div": (lambda a, b: a / b, lambda a, b, y: (1 / b, -y / b)),
    "neg": (lambda a: -a, lambda a, y: (-1.0,)),
    "exp": (math.exp, lambda a, y: (y,)),
    "tanh": (math.tanh, lambda a, y: (1 - y * y,)),
    "relu": (lambda a: a if a > 0 else 0.0, lambda a, y: (float(a > 0),)),
}


class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0
        self.inputs = ()
        self.slopes = lambda: ()

    def __add__(self, other):
        return apply("add", self, other)

    def __radd__(self, other):
        return apply("add", other, self)

    def __sub__(self, other):
        return apply("sub", self, other)

    def __rsub__(self, other):
        return apply("sub", other, self)

    def __mul__(self, other):
        return apply("mul", self, other)

    def __rmul__(self, other):
        return apply("mul", other, self)

    def __truediv__(self, other):
        return apply("div", self, other)

    def __rtruediv__(self, other):
        return apply("div", other, self)

    def __neg__(self):
        return apply("neg", self)

    def __pow__(self, exponent):
        y = Value(self.data**exponent)
        y.inputs = (self,)
        y.slopes = lambda: (exponent * self.data ** (exponent - 1),)
        return y

    def exp(self):
        return apply("exp", self)

    def tanh(self):
        return apply("tanh", self)

    def relu(self):
        return apply("relu", self)

    def backward(self):
        uses = count_uses(self)
        self.grad = 1.0
        ready = [self]
        while ready:
            node = ready.pop()
            for source, slope in zip(node.inputs, node.slopes(), strict=True):
                source.grad += slope * node.grad
                uses[source] -= 1
                if uses[source] == 0:
                    ready.append(source)


def apply(name, *operands):
    operands = tuple(x if isinstance(x, Value) else Value(x) for x in operands)
    numbers = [x.data for x in operands]
    value, slopes = RULES[name]
    y = Value(value(*numbers))
    y.inputs = operands
    y.slopes = lambda: slopes(*numbers, y.data)
    return y


def count_uses(output):
    uses, waiting, known = {}, [output], {output}
    while waiting:
        for source in waiting.pop().inputs:
            uses[source] = uses.get(source, 0) + 1
            if source not in known:
                known.add(source)
                waiting.append(source)
    return uses
