"""One recursion from the root

Each call evaluates its operands, works out what arrives at each, and calls itself for them. Values are computed
anew on every level, which costs time on deep trees and saves all bookkeeping.
"""

import math


def evaluate(tree, values):
    if isinstance(tree, (int, float)):
        return float(tree)
    if isinstance(tree, str):
        return values[tree]
    a = evaluate(tree[1], values)
    if len(tree) == 2:
        return {"exp": math.exp, "log": math.log, "sin": math.sin}[tree[0]](a)
    b = evaluate(tree[2], values)
    if tree[0] == "+":
        return a + b
    if tree[0] == "-":
        return a - b
    if tree[0] == "*":
        return a * b
    return a / b if tree[0] == "/" else a**b


def backprop(tree, values):
    grads = {}

    def send(tree, g):
        if isinstance(tree, (int, float)):
            return
        if isinstance(tree, str):
            grads[tree] = grads.get(tree, 0) + g
            return
        op, left, *right = tree
        a = evaluate(left, values)
        b = evaluate(right[0], values) if right else None
        y = evaluate(tree, values)
        if op in "+-":
            send(left, g)
            send(right[0], g if op == "+" else -g)
        elif op == "*":
            send(left, g * b)
            send(right[0], g * a)
        elif op == "/":
            send(left, g / b)
            send(right[0], -g * y / b)
        elif op == "**":
            send(left, g * b * a ** (b - 1))
        elif op == "exp":
            send(left, g * y)
        elif op == "log":
            send(left, g / a)
        else:
            send(left, g * math.cos(a))

    send(tree, 1.0)
    return grads
