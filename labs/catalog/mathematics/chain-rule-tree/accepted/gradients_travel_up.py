"""Gradients travel up with the values

Every subtree returns its value *and* its gradient as a dictionary, and an operation combines the dictionaries
of its operands by the rules of school. Nothing goes back down: this is forward mode, fine for few variables.
"""

import math


def combine(*parts):
    """The sum of dictionaries, each with a factor."""
    total = {}
    for factor, grads in parts:
        for name, g in grads.items():
            total[name] = total.get(name, 0.0) + factor * g
    return total


def both(tree, values):
    match tree:
        case str():
            return values[tree], {tree: 1.0}
        case int() | float():
            return tree, {}
        case ["+", left, right]:
            (a, da), (b, db) = both(left, values), both(right, values)
            return a + b, combine((1, da), (1, db))
        case ["-", left, right]:
            (a, da), (b, db) = both(left, values), both(right, values)
            return a - b, combine((1, da), (-1, db))
        case ["*", left, right]:
            (a, da), (b, db) = both(left, values), both(right, values)
            return a * b, combine((b, da), (a, db))
        case ["/", left, right]:
            (a, da), (b, db) = both(left, values), both(right, values)
            return a / b, combine((b / (b * b), da), (-a / (b * b), db))
        case ["**", inner, k]:
            a, da = both(inner, values)
            return a**k, combine((k * a ** (k - 1), da))
        case ["exp", inner]:
            a, da = both(inner, values)
            return math.exp(a), combine((math.exp(a), da))
        case ["log", inner]:
            a, da = both(inner, values)
            return math.log(a), combine((1 / a, da))
        case ["sin", inner]:
            a, da = both(inner, values)
            return math.sin(a), combine((math.sin(a + math.pi / 2), da))


def evaluate(tree, values):
    return both(tree, values)[0]


def backprop(tree, values):
    return both(tree, values)[1]
