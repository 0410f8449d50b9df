"""Checks of the scalar autograd lab.

A case is a small program: leaves v0, v1, ... and one line for each further node. The output is the last.
"""

import math

import numpy as np

from runner.checks import Check, Kind, case

ARITHMETIC = (
    *("v0 + v1", "v0 - v1", "v0 * v1", "v0 / v1", "-v0", "v0 + 2", "v0 - 2.5", "v0 * 3", "v0 / 4.0"),
    *("2 + v0", "2.5 - v0", "3 * v0", "4.0 / v0", "sum([v0, v1, v0])"),
)
FUNCTIONS = ("v0 ** 2", "v0 ** 3", "v0 ** -1", "v0 ** -2.0", "v0.exp()", "v0.tanh()", "v0.relu()")
FORMS = (
    *("{a} + {b}", "{a} - {b}", "{b} - {a}", "{a} * {b}", "{a} * {b}", "{k} / {a}", "{a} / {k}", "{k} - {a}"),
    *("{a}.exp()", "{a}.tanh()", "{a}.relu()", "{a} ** 2", "{a} ** 3", "-{a}"),
)


class Number(float):
    """A float that knows the lab's functions, to draw graphs whose values stay tame."""

    def exp(self):
        return math.exp(self)

    def tanh(self):
        return math.tanh(self)

    def relu(self):
        return max(self, 0.0)


def number(rng, sign=None):
    return round(float(rng.uniform(0.5, 2.0) * (sign or rng.choice([-1, 1]))), 3)


def graph(rng, leaves, size):
    """A random graph in which every node leads to the last: `size` drawn lines, then the loose ends added up."""
    values = {f"v{i}": Number(number(rng)) for i in range(leaves)}
    start, loose, lines = list(values.values()), list(values), []
    while len(lines) < size or len(loose) > 1:
        growing = len(lines) < size
        form = str(rng.choice(FORMS)) if growing else "{a} + {b}"
        a, b = (str(rng.choice(loose)), str(rng.choice(list(values)))) if growing else loose[:2]
        if form == "{k} / {a}" and values[a] == 0:
            continue
        expression = form.format(a=a, b=b, k=number(rng))
        value = Number(eval(expression, {}, values))
        if not growing or 0.05 < abs(value) < 8 or (value == 0 and "relu" in form and len(loose) > 1):
            used = {a, b} if "{b}" in form else {a}
            name = f"v{len(values)}"
            values[name] = value
            loose = [n for n in loose if n not in used] + [name]
            lines.append(f"{name} = {expression}")
    return case(leaves=[float(x) for x in start], program=lines)


def build(code, leaves, program):
    nodes = {f"v{i}": code.Value(x) for i, x in enumerate(leaves)}
    for line in program:
        name, expression = line.split(" = ")
        nodes[name] = eval(expression, {}, nodes)
    return list(nodes.values())


def grads(nodes):
    return np.array([node.grad for node in nodes], dtype=float)


class Arithmetic(Check):
    """`+`, `-`, `*` and `/` compute the right numbers, with a plain number on either side too."""

    def cases(self, rng):
        for expression in ARITHMETIC:
            yield case(leaves=[number(rng), number(rng)], program=[f"v2 = {expression}"])

    def probe(code, leaves, program):
        return np.array([node.data for node in build(code, leaves, program)], dtype=float)


class Functions(Check):
    """`**`, `exp`, `tanh` and `relu` compute the right numbers."""

    def cases(self, rng):
        for expression in FUNCTIONS:
            lines = [f"v2 = {expression}", f"v3 = {expression.replace('v0', 'v1')}"]
            yield case(leaves=[number(rng, 1), number(rng, -1)], program=lines)
        yield case(leaves=[number(rng, 1)], program=["v1 = v0 ** 0.5"])

    def probe(code, leaves, program):
        return np.array([node.data for node in build(code, leaves, program)], dtype=float)


class OneOperation(Check):
    """Each operation alone passes the right gradient to what it was given: entry i is the `grad` of v_i."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for expression in ARITHMETIC:
            yield case(leaves=[number(rng), number(rng)], program=[f"v2 = {expression}", f"v3 = v2 * {number(rng)}"])
        for expression in FUNCTIONS:
            for sign, weight in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
                program = [f"v1 = {expression}", f"v2 = v1 * {number(rng, weight)}"]
                yield case(leaves=[number(rng, sign)], program=program)
        yield case(leaves=[number(rng, 1)], program=["v1 = v0 ** 0.5", f"v2 = v1 * {number(rng)}"])
        yield case(leaves=[0.0], program=["v1 = v0.relu()", f"v2 = v0 * {number(rng)}", "v3 = v1 + v2"])

    def probe(code, leaves, program):
        nodes = build(code, leaves, program)
        nodes[-1].backward()
        return grads(nodes)


class SharedNodes(Check):
    """A value used more than once collects the gradients of all its uses, however long the ways are."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        k = number(rng)
        for program in (
            ["v1 = v0 * v0"],
            ["v1 = v0 + v0", "v2 = v1 * v0"],
            [f"v1 = v0 * {k}", "v2 = v0.tanh()", "v3 = v1 * v2"],
            ["v1 = v0.tanh()", f"v2 = v1 * {k}", "v3 = v2.exp()", "v4 = v1 * v3"],
            ["v1 = v0.tanh()", f"v2 = v1 * {k}", "v3 = v2.exp()", "v4 = v3 * v1"],
            ["v1 = v0 * v0", "v2 = v1 + v0", "v3 = v2 * v1", "v4 = v3 / v2"],
        ):
            yield case(leaves=[number(rng)], program=program)

    def probe(code, leaves, program):
        nodes = build(code, leaves, program)
        nodes[-1].backward()
        return grads(nodes)


class RandomGraphs(Check):
    """Every node of a random graph gets its gradient."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for leaves, size in ((1, 4), (2, 6), (2, 9), (3, 14), (4, 20), (5, 30), (3, 40)):
            yield graph(rng, leaves, size)

    def probe(code, leaves, program):
        nodes = build(code, leaves, program)
        nodes[-1].backward()
        return grads(nodes)


class LongChain(Check):
    """A chain of 300 operations works."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        forms = ("v{} * {:.3f}", "v{} + {:.3f}", "{1:.3f} * v{0}")
        lines = [rng.choice(forms).format(i, rng.uniform(0.93, 1.07)) for i in range(300)]
        yield case(leaves=[number(rng)], program=[f"v{i + 1} = {line}" for i, line in enumerate(lines)])

    def probe(code, leaves, program):
        nodes = build(code, leaves, program)
        nodes[-1].backward()
        return grads(nodes)


class AddsUp(Check):
    """`grad` is 0 at first, collects over calls of `backward` on different results, and may be set back to 0."""

    kind = Kind.STATE

    def cases(self, rng):
        k, leaves = number(rng), [number(rng), number(rng)]
        yield case(leaves=leaves, one=f"v0 * v1 * {k}", other="v1.tanh() * v0 + v1")
        yield case(leaves=leaves[::-1], one=f"(v0 * {k}).tanh() / v1", other="v0 ** 2 - v1")

    def probe(code, leaves, one, other):
        nodes = build(code, leaves, [])
        names = {f"v{i}": node for i, node in enumerate(nodes)}
        fresh = grads(nodes)
        eval(one, {}, names).backward()
        first = grads(nodes)
        eval(other, {}, names).backward()
        both = grads(nodes)
        for node in nodes:
            node.grad = 0.0
        eval(other, {}, names).backward()
        return {"fresh": fresh, "after the first": first, "after both": both, "set back": grads(nodes)}


class EachNodeOnce(Check):
    """`backward` visits each node once: forty stacked diamonds hold 2^40 ways and take no longer than a chain."""

    kind = Kind.COST
    seconds = 3.0

    def cases(self, rng):
        lines, last = [], "v0"
        for i in range(1, 121, 3):
            left = rng.uniform(0.2, 0.8)
            lines += [f"v{i} = {last} * {left:.3f}", f"v{i + 1} = {last} * {1.01 - left:.3f}"]
            lines += [f"v{i + 2} = v{i} + v{i + 1}"]
            last = f"v{i + 2}"
        yield case(leaves=[number(rng)], program=lines)

    def probe(code, leaves, program):
        nodes = build(code, leaves, program)
        nodes[-1].backward()
        return grads(nodes)
