"""Checks of the lab on the chain rule."""

import math

from runner.checks import Check, Kind, case

NAMES = ("x", "y", "rate", "w1", "b")
ONE_OPERATION = (
    *(("+", "x", "y"), ("-", "x", "y"), ("*", "x", "y"), ("/", "x", "y"), ("exp", "x"), ("log", "x"), ("sin", "x")),
    *(("**", "x", 2), ("**", "x", 3), ("**", "x", 1), ("**", "x", -1), ("**", "x", -2), ("**", "x", 0.5)),
    *(("+", "x", 2), ("+", 2.5, "x"), ("-", "x", 0.5), ("-", 4, "x"), ("*", 3, "x"), ("*", "x", -1.5)),
    *(("/", "x", 4), ("/", 3.0, "x")),
)


def number(rng, sign=1):
    return round(float(rng.uniform(0.4, 2.2)) * sign, 3)


def value_of(tree, values):
    """The judge's own evaluation, to keep drawn trees tame."""
    if isinstance(tree, str):
        return values[tree]
    if not isinstance(tree, tuple):
        return tree
    op, (a, *b) = tree[0], [value_of(t, values) for t in tree[1:]]
    if op in ("exp", "log", "sin"):
        return getattr(math, op)(a)
    return {"+": a + b[0], "-": a - b[0], "*": a * b[0], "/": a / (b[0] or 1), "**": a ** b[0] if op == "**" else 0}[op]


def drawn(rng, values, size):
    """A random tree with `size` operations whose every subtree has a value that is neither tiny nor large."""
    if size == 0:
        return str(rng.choice(list(values))) if rng.random() < 0.8 else number(rng)
    while True:
        op = str(rng.choice(["+", "-", "*", "/", "**", "exp", "log", "sin"]))
        if op in ("exp", "log", "sin"):
            tree = (op, drawn(rng, values, size - 1))
        elif op == "**":
            tree = (op, drawn(rng, values, size - 1), [2, 3, -1, -2][int(rng.integers(4))])
        else:
            left = int(rng.integers(size))
            tree = (op, drawn(rng, values, left), drawn(rng, values, size - 1 - left))
        if op == "log" and value_of(tree[1], values) < 0.1:
            continue
        if 0.1 < abs(value_of(tree, values)) < 6:
            return tree


class Values(Check):
    """`evaluate` computes the value of a variable, a constant, each operation, and trees of them."""

    def cases(self, rng):
        for tree in ("x", *ONE_OPERATION):
            yield case(tree=tree, values={"x": number(rng), "y": number(rng, -1)})
        for size in (2, 4, 9):
            values = {name: number(rng, sign) for name, sign in zip(NAMES, (1, -1, 1))}
            yield case(tree=drawn(rng, values, size), values=values)

    def probe(code, tree, values):
        return code.evaluate(tree, values)


class OneOperation(Check):
    """`backprop` of one operation, with a factor in front, gives its slope along each variable times the factor."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for tree in ONE_OPERATION:
            yield case(tree=("*", number(rng, -1), tree), values={"x": number(rng), "y": number(rng, -1)})
        for tree in (("**", "x", 2), ("**", "x", 3), ("sin", "x"), ("exp", "x"), ("/", "y", "x")):
            yield case(tree=("*", tree, number(rng)), values={"x": number(rng, -1), "y": number(rng)})
        yield case(tree=("+", ("**", "x", 2), ("*", 3.5, ("**", "x", 1))), values={"x": 0.0})

    def probe(code, tree, values):
        return code.backprop(tree, values)


class Chains(Check):
    """One function inside another: the slopes multiply, each taken where its own operand stands."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for tree in (
            ("sin", ("exp", "x")),
            ("exp", ("sin", "x")),
            ("log", ("**", "x", 3)),
            ("**", ("sin", "x"), 3),
            ("/", 1, ("+", 1, ("exp", ("-", 0, "x")))),
            ("*", 2.5, ("log", ("log", ("exp", ("exp", "x"))))),
            ("sin", ("*", 1e5, "x")),
        ):
            yield case(tree=tree, values={"x": number(rng)})

    def probe(code, tree, values):
        return code.backprop(tree, values)


class SharedLeaves(Check):
    """A variable that stands in several places collects the contributions of all of them."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for tree in (
            ("*", "x", "x"),
            ("+", "x", ("+", "x", "x")),
            ("-", ("*", 3, "x"), ("sin", "x")),
            ("/", "x", ("+", "x", "y")),
            ("*", ("sin", "x"), ("sin", "x")),
            ("*", ("+", ("*", "x", "y"), "x"), ("+", ("*", "x", "y"), "y")),
        ):
            yield case(tree=tree, values={"x": number(rng), "y": number(rng)})

    def probe(code, tree, values):
        return code.backprop(tree, values)


class Names(Check):
    """There is an entry for each variable of the tree and no other: none for constants, none for what does not
    occur.
    """

    kind = Kind.STRUCTURE

    def cases(self, rng):
        values = {name: number(rng) for name in NAMES}
        yield case(tree=("*", "rate", ("+", 2, "b")), values=values)
        yield case(tree=("+", ("-", "y", "y"), ("*", 0, "w1")), values=values)
        yield case(tree=7.5, values=values)

    def probe(code, tree, values):
        return sorted(code.backprop(tree, values))


class RandomTrees(Check):
    """Random trees of up to forty operations over five variables."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for size, variables in ((2, 1), (3, 2), (6, 2), (10, 3), (16, 4), (25, 5), (40, 5)):
            values = {name: number(rng, rng.choice([-1, 1])) for name in NAMES[:variables]}
            yield case(tree=("+", NAMES[0], drawn(rng, values, size)), values=values)

    def probe(code, tree, values):
        return code.backprop(tree, values)


class DeepTree(Check):
    """A tree two hundred operations deep works, and a later call remembers nothing of it."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        factors = [round(float(f), 3) for f in rng.uniform(0.95, 1.05, 100)]
        yield case(factors=factors, values={"x": number(rng), "y": number(rng)})

    def probe(code, factors, values):
        tree = "x"
        for factor in factors:
            tree = ("+", ("*", factor, tree), "y")
        return [code.backprop(t, values) for t in (tree, ("*", "x", "x"), "x")]
