"""Checks of the tensor autograd lab.

A case is a small program: leaves v0, v1, ... and one line for each further node. The output is the last; `dy` is what
its `backward` is called with.
"""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed

ARITHMETIC = (
    *("v0 + v1", "v0 - v1", "v0 * v1", "v0 / v1", "-v0", "v0 + 2", "v0 - 2.5", "v0 * 3", "v0 / 4.0"),
    *("2 + v0", "2.5 - v0", "3 * v0", "4.0 / v0"),
)
FUNCTIONS = ("v0 ** 2", "v0 ** 3", "v0 ** -1", "v0 ** 0.5", "v0.exp()", "v0.log()", "v0.relu()")
BROADCASTS = (
    *(((3,), (2, 3)), ((2, 3), (1,)), ((), (2, 3)), ((2, 1), (1, 3)), ((4, 1, 3), (2, 1)), ((2, 3), (4, 1, 1))),
    *(((1, 3), (2, 3)), ((1, 1), (5,)), ((1,), ())),
)
PRODUCTS = (
    *(((2, 3), (3, 4)), ((1, 3), (3, 3)), ((3, 1), (1, 4)), ((2, 2), (2, 2)), ((5, 2, 3), (5, 3, 4))),
    *(((5, 2, 3), (3, 4)), ((2, 3), (5, 3, 4)), ((2, 1, 3, 4), (5, 4, 2)), ((1, 3, 2), (4, 2, 3)), ((3, 3, 3), (3, 3))),
)
SUMS = ("sum()", "sum(0)", "sum(1)", "sum(-1)", "sum((0, 2))", "sum((-1, 1))", "sum(1, keepdims=True)")
SUMS = (*SUMS, "sum(axis=-2)", "sum(keepdims=True)", "sum((0, 1, 2))")
FORMS = (
    *("reshape(6, 4)", "reshape(4, -1)", "reshape(-1)", "reshape(2, 1, 3, 4)", "reshape(3, 2, 4)", "transpose()"),
    *("transpose(2, 0, 1)", "transpose(1, 2, 0)", "transpose(0, 2, 1)", "transpose(-1, 0, 1)", "transpose(1, -1, -3)"),
)
STEPS = (
    *("{a} + {b}", "{a} - {b}", "{a} * {b}", "{b} * {a}", "{a} @ {b}", "{a} @ {b}.transpose()", "{a} / ({b} ** 2 + 1)"),
    *("{a}.relu()", "({a} * 0.3).exp()", "({a} ** 2 + 0.5).log()", "{a} ** 2", "-{a}", "{a}.transpose()", "{k} - {a}"),
    *(
        "{a}.sum({i})",
        "{a}.sum({i}, keepdims=True)",
        "{a}.max({i})",
        "{a}.max({i}, keepdims=True)",
        "{a}.reshape(-1, 2)",
    ),
)


class Drawn(np.ndarray):
    """An array that knows the lab's functions, to draw graphs whose shapes fit and whose values stay tame."""

    def exp(self):
        return np.exp(self)

    def log(self):
        return np.log(self)

    def relu(self):
        return np.maximum(self, 0)


def drawn(values):
    return np.asarray(values, dtype=float).view(Drawn)


def signed(rng, *shape):
    """Numbers between 0.5 and 2 in size, of either sign."""
    return rng.uniform(0.5, 2.0, shape) * rng.choice([-1.0, 1.0], shape)


def output(leaves, program):
    values = {f"v{i}": drawn(x) for i, x in enumerate(leaves)}
    for line in program:
        name, expression = line.split(" = ")
        values[name] = drawn(eval(expression, {}, values))
    return values[name]


def weighed(rng, leaves, program):
    """A case whose `dy` is random, of the output's shape."""
    return case(leaves=leaves, program=program, dy=signed(rng, *output(leaves, program).shape))


def graph(rng, shapes, size):
    """A random graph in which every node leads to the last: `size` drawn lines, then the loose ends summed up."""
    leaves = [signed(rng, *shape) for shape in shapes]
    values = {f"v{i}": drawn(x) for i, x in enumerate(leaves)}
    loose, lines = list(values), []
    while len(lines) < size:
        a, b = str(rng.choice(loose)), str(rng.choice(list(values)))
        form = str(rng.choice(STEPS))
        expression = form.format(a=a, b=b, i=rng.integers(-2, 2), k=round(rng.uniform(0.5, 2), 3))
        if values[a].ndim < ("{i}" in form) or ("@" in form and min(values[a].ndim, values[b].ndim) < 2):
            continue
        try:
            value = drawn(eval(expression, {}, values))
        except ValueError:  # the shapes do not fit
            continue
        if value.size <= 60 and value.size and np.abs(value).max() < 6 and np.abs(value).max() > 0.05:
            used = {a, b} if "{b}" in form else {a}
            name = f"v{len(values)}"
            values[name] = value
            loose = [n for n in loose if n not in used] + [name]
            lines.append(f"{name} = {expression}")
    ends = " + ".join(f"({n} * {round(rng.uniform(0.5, 2), 3)}).sum()" for n in loose)
    return case(leaves=leaves, program=[*lines, f"v{len(values)} = {ends}"], dy=signed(rng))


def build(code, leaves, program):
    nodes = {f"v{i}": code.Tensor(x) for i, x in enumerate(leaves)}
    for line in program:
        name, expression = line.split(" = ")
        nodes[name] = eval(expression, {}, nodes)
    return list(nodes.values())


class Values(Check):
    """Every operation computes what NumPy does: arithmetic with broadcasting, products, functions, sums, forms."""

    def cases(self, rng):
        for expression in (*ARITHMETIC, *FUNCTIONS):
            yield case(leaves=[rng.uniform(0.5, 2, (2, 3)), signed(rng, 3)], program=[f"v2 = {expression}"])
        for a, b in PRODUCTS:
            yield case(leaves=[signed(rng, *a), signed(rng, *b)], program=["v2 = v0 @ v1"])
        for form in (*SUMS, *[s.replace("sum", "max") for s in SUMS], *FORMS, "relu()"):
            yield case(leaves=[signed(rng, 2, 3, 4)], program=[f"v1 = v0.{form}"])

    def probe(code, leaves, program):
        return [node.data for node in build(code, leaves, program)]


class ElementByElement(Check):
    """Without broadcasting, every operation passes the right gradient to what it was given: entry i belongs to v_i."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for expression in (*ARITHMETIC, *FUNCTIONS):
            leaves = [rng.uniform(0.5, 2, (2, 3)), signed(rng, 2, 3)][: 1 + ("v1" in expression)]
            yield weighed(rng, leaves, [f"v2 = {expression}", "v3 = v2 * 1.5"])
        yield weighed(rng, [np.array([0.7, -1.3, 2.0, -0.4])], ["v1 = v0.relu()"])
        yield weighed(rng, [np.array([0.0, -1.0, 2.0])], ["v1 = v0.relu()", "v2 = v0 * 1.5 + v1"])

    def probe(code, leaves, program, dy):
        nodes = build(code, leaves, program)
        nodes[-1].backward(dy)
        return [node.grad for node in nodes]


class Broadcasting(ElementByElement):
    """An operand that broadcasting repeated gets the sum over its repetitions, in its own shape."""

    def cases(self, rng):
        for a, b in BROADCASTS:
            for sign in "+-*/":
                yield weighed(rng, [signed(rng, *a), signed(rng, *b)], [f"v2 = v0 {sign} v1"])


class Products(ElementByElement):
    """`@` passes gradients to both sides, for stacks of matrices too, and where one stack was broadcast."""

    def cases(self, rng):
        for a, b in PRODUCTS:
            yield weighed(rng, [signed(rng, *a), signed(rng, *b)], ["v2 = v0 @ v1"])
        left, right = signed(rng, 3, 2), signed(rng, 2, 5)
        yield case(leaves=[transposed(left), gaps(right)], program=["v2 = v0 @ v1"], dy=signed(rng, 3, 5))


class AlongAxes(ElementByElement):
    """`sum` and `max` give their gradient back along the axes that are gone, with and without `keepdims`."""

    def cases(self, rng):
        for form in (*SUMS, *[s.replace("sum", "max") for s in SUMS]):
            yield weighed(rng, [signed(rng, 2, 3, 4)], [f"v1 = v0.{form}"])
        yield weighed(rng, [signed(rng, 3, 3)], ["v1 = v0.sum(1)"])
        yield weighed(rng, [signed(rng, 3, 3)], ["v1 = v0.max(1)"])


class EqualLargest(ElementByElement):
    """Elements that share the maximum share its gradient in equal parts."""

    def cases(self, rng):
        yield weighed(rng, [np.array([1.0, 3.0, 3.0])], ["v1 = v0.max()"])
        tied = np.array([[2.0, 0.5, 2.0], [1.0, 1.0, 1.0], [0.0, -1.0, 0.5]])
        for form in ("max(1)", "max(0)", "max(-1, keepdims=True)", "max()"):
            yield weighed(rng, [tied], [f"v1 = v0.{form}"])


class Forms(ElementByElement):
    """`reshape` and `transpose` send each gradient back to the place its number came from."""

    def cases(self, rng):
        yield weighed(rng, [signed(rng, 2, 3)], ["v1 = v0.reshape(3, 2)"])
        for form in FORMS:
            yield weighed(rng, [signed(rng, 2, 3, 4)], [f"v1 = v0.{form}"])
        yield weighed(rng, [signed(rng, 2, 3)], ["v1 = v0.transpose()", "v2 = v1.reshape(2, 3)", "v3 = v2 * v0"])


class SharedNodes(ElementByElement):
    """A tensor used more than once collects the gradients of all its uses, and no two tensors share one array."""

    def cases(self, rng):
        for program in (
            ["v2 = v0 * v0"],
            ["v2 = v0 + v0", "v3 = v2 * v0"],
            ["v2 = v0 + v1", "v3 = v0 * 2.0", "v4 = v2 + v3"],
            ["v2 = v0 + v1", "v3 = v2 + v1", "v4 = v3 * v0"],
            ["v2 = v0.exp()", "v3 = v2 * v1", "v4 = v3.relu()", "v5 = v2 * v4"],
            ["v2 = v0.exp()", "v3 = v2 * v1", "v4 = v3.relu()", "v5 = v4 * v2"],
            ["v2 = v0 @ v0.transpose()", "v3 = v2 @ v1", "v4 = v3.sum(0)", "v5 = v4 * v3 + v1"],
        ):
            yield weighed(rng, [signed(rng, 2, 3), signed(rng, 2, 3)][: 1 + ("v1" in str(program))], program)


class OwnMemory(Check):
    """Each gradient is an array of its own: scaling one in place, as gradient clipping does, changes no other."""

    kind = Kind.STATE

    def cases(self, rng):
        for shape, program in (
            ((2,), ["v2 = v0 + v1"]),
            ((2, 3), ["v2 = v0 * 3.0", "v3 = v2.sum()"]),
            ((2, 3), ["v2 = v0 - v1", "v3 = v2.reshape(6)", "v4 = v3 + 1.0"]),
            ((3, 3), ["v2 = v0.transpose()", "v3 = v2 + v1"]),
        ):
            leaves = [signed(rng, *shape), signed(rng, *shape)][: 1 + ("v1" in str(program))]
            yield weighed(rng, leaves, program)

    def probe(code, leaves, program, dy):
        nodes = build(code, leaves, program)
        nodes[-1].backward(dy)
        for n, node in enumerate(nodes):
            node.grad *= 2.0 + n
        return {"gradients": [node.grad for node in nodes], "dy": dy}


class RandomGraphs(ElementByElement):
    """Every tensor of a random graph gets its gradient."""

    def cases(self, rng):
        for shapes, size in (
            ([(2, 3)], 3),
            ([(2, 3), (3,)], 6),
            ([(3, 2), (2, 3)], 9),
            ([(2, 3), (2, 1), (3, 4)], 14),
            ([(2, 2, 3), (3, 2), (2,)], 20),
            ([(3, 3), (3, 1), (1, 3), ()], 30),
        ):
            yield graph(rng, shapes, size)


class LongChain(ElementByElement):
    """A chain of 300 operations works."""

    def cases(self, rng):
        forms = ("v{} * {:.3f}", "v{} + {:.3f}", "{1:.3f} * v{0}")
        lines = [rng.choice(forms).format(i, rng.uniform(0.93, 1.07)) for i in range(300)]
        yield weighed(rng, [signed(rng, 2)], [f"v{i + 1} = {line}" for i, line in enumerate(lines)])


class AddsUp(Check):
    """`grad` is None at first, collects over calls of `backward` on different results, and may be set back to None."""

    kind = Kind.STATE

    def cases(self, rng):
        leaves = [signed(rng, 2, 3), signed(rng, 3)]
        yield case(leaves=leaves, one="(v0 * v1).sum()", other="(v0 ** 2).sum() - v1.sum()")
        yield case(leaves=leaves, one="v0 * 2.0 + v1", other="v0.exp() * v1")

    def probe(code, leaves, one, other):
        nodes = build(code, leaves, [])
        names = {f"v{i}": node for i, node in enumerate(nodes)}
        seen = {"fresh": [node.grad for node in nodes]}
        eval(one, {}, names).backward()
        seen["after the first"] = [node.grad.copy() for node in nodes]
        eval(other, {}, names).backward()
        seen["after both"] = [node.grad.copy() for node in nodes]
        for node in nodes:
            node.grad = None
        eval(other, {}, names).backward()
        seen["set back"] = [node.grad for node in nodes]
        return seen


class EachNodeOnce(ElementByElement):
    """`backward` visits each tensor once: forty stacked diamonds hold 2^40 ways and take no longer than a chain."""

    kind = Kind.COST
    seconds = 3.0

    def cases(self, rng):
        lines, last = [], "v0"
        for i in range(1, 121, 3):
            left = rng.uniform(0.2, 0.8)
            lines += [f"v{i} = {last} * {left:.3f}", f"v{i + 1} = {last} * {1.01 - left:.3f}"]
            lines += [f"v{i + 2} = v{i} + v{i + 1}"]
            last = f"v{i + 2}"
        yield weighed(rng, [signed(rng, 2)], lines)


class Trains(Check):
    """A two-layer classifier with softmax, written in nothing but your operations, learns step by step."""

    kind = Kind.TRAINING

    def cases(self, rng):
        for n, f, h, c, steps in ((3, 2, 4, 2, 2), (12, 5, 8, 3, 30)):
            weights = [rng.normal(size=s) for s in ((f, h), (1, h), (h, c), (c,))]
            X, y = rng.normal(size=(n, f)), np.eye(c)[rng.integers(c, size=n)]
            yield case(weights=weights, X=X, y=y, lr=0.1, steps=steps)

    def probe(code, weights, X, y, lr, steps, report):
        params = [code.Tensor(w) for w in weights]
        losses = []
        for step in range(steps):
            W1, b1, W2, b2 = params
            z = (code.Tensor(X) @ W1 + b1).relu() @ W2 + b2
            z = z - z.max(1, keepdims=True)
            log_p = z - z.exp().sum(1, keepdims=True).log()
            loss = -(log_p * y).sum() / len(X)
            loss.backward()
            for p in params:
                p.data = p.data - lr * p.grad
                p.grad = None
            losses.append(float(loss.data))
            report(step, loss=losses[-1])
        return {"losses": np.array(losses), "weights": [p.data for p in params]}
