"""Checks of the Jacobian lab."""

import numpy as np

from runner.checks import Check, Kind, Tolerance, case, gaps, transposed

# Memory is judged by size, not by a measurement that code in the cell could forge. At WIDE entries a vector takes
# 160 KB, and an n x n matrix has 400 000 000 entries: 3.2 GB of float64, and 381 MB even of single bytes. `memory_mb`
# in lab.toml is 256, so whoever asks for the matrix, of whatever dtype, is refused, and whoever does not is far from
# the limit. NumPy asks for such a matrix in one piece and is refused at once, on an idle machine and a busy one alike.
WIDE = 20_000
NO_ROOM = "no room"
MEASURED = Tolerance(rtol=1e-6, atol=1e-6)  # the accuracy that the statement asks of a Jacobian by differences


def function(name, W):
    """A smooth function from [n] to [m]; only `wave` and `mixed` have a say in m."""
    return {
        "wave": lambda x: np.sin(W @ x),
        "mixed": lambda x: np.tanh(W @ x) * np.sum(x**2) / 4,
        "neighbours": lambda x: x[1:] * x[:-1],
        "powers": lambda x: np.stack([x[0] ** 3, x[-1] ** 2, np.prod(x), np.exp(x[0] / 2)]),
    }[name]


def unless_refused(product):
    """What `product` gives, or NO_ROOM where it asked for more memory than there is."""
    try:
        return product()
    except MemoryError:
        return NO_ROOM


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


class Jacobian(Check):
    """`jacobian(f, x)` has a row for each output and a column for each input: J[k, j] is the slope of f_k along x_j."""

    kind = Kind.GRADIENT
    tolerance = MEASURED

    def cases(self, rng):
        for name, m, n in (("wave", 2, 3), ("mixed", 4, 2), ("wave", 3, 1), ("mixed", 1, 4), ("wave", 3, 3)):
            yield case(name=name, W=rng.normal(size=(m, n)), x=rng.normal(size=n))
        yield case(name="neighbours", W=np.zeros((1, 1)), x=rng.normal(size=6))
        yield case(name="powers", W=np.zeros((1, 1)), x=gaps(rng.uniform(0.5, 1.5, size=3)))

    def probe(code, name, W, x):
        return code.jacobian(function(name, W), x)


class Softmax(Check):
    """`softmax_vjp(s, v)` is Jᵀv, each row by itself. An entry of s touches every other one of its row."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for shape in ((2,), (1, 3), (3, 2), (2, 5), (4, 1, 3), (2, 3, 4)):
            yield case(s=softmax(rng.normal(scale=2, size=shape)), v=rng.normal(size=shape) + 1)
        yield case(s=gaps(softmax(rng.normal(size=(3, 4)))), v=transposed(rng.normal(size=(3, 4))))
        yield case(s=np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0]]), v=rng.normal(size=(2, 3)) * 100)
        yield case(s=softmax(rng.normal(size=(3, 6))).astype(np.float32), v=rng.normal(size=(3, 6)).astype(np.float32))

    def probe(code, s, v):
        return code.softmax_vjp(s, v)


class LayerNorm(Check):
    """`layernorm_vjp(x, v, eps)` is Jᵀv, each row by itself: mean and spread depend on x as well."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for shape in ((2,), (1, 3), (3, 2), (2, 5), (4, 1, 3), (2, 3, 4)):
            yield case(x=rng.normal(size=shape) * 2 + 1, v=rng.normal(size=shape) + 1, eps=0.1)
        yield case(x=gaps(rng.normal(size=(3, 4))), v=transposed(rng.normal(size=(3, 4))), eps=1e-5)
        yield case(x=rng.normal(size=(2, 7)) * 1e-3 + 5, v=rng.normal(size=(2, 7)), eps=1e-5)
        yield case(x=np.full((2, 3), 4.0), v=rng.normal(size=(2, 3)), eps=1e-3)
        single = {"x": rng.normal(size=(3, 6)), "v": rng.normal(size=(3, 6))}
        yield case(**{name: a.astype(np.float32) for name, a in single.items()}, eps=1e-2)

    def probe(code, x, v, eps):
        return code.layernorm_vjp(x, v, eps)


class RunningSum(Check):
    """`cumsum_vjp(v)` is Jᵀv. Here J is not symmetric, so Jᵀ and J part."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for shape in ((3,), (2, 3), (3, 2), (4, 1, 5), (2, 3, 4)):
            yield case(v=rng.normal(size=shape))
        yield case(v=gaps(rng.normal(size=(2, 6))))
        yield case(v=rng.normal(size=(3, 5)).astype(np.float32))

    def probe(code, v):
        return code.cumsum_vjp(v)


class WideSoftmax(Check):
    """`softmax_vjp` of 20 000 entries: the matrix would take 3.2 GB, the product needs a few vectors."""

    kind = Kind.COST

    def cases(self, rng):
        yield case(s=softmax(rng.normal(size=(2, WIDE))), v=rng.normal(size=(2, WIDE)))

    def probe(code, s, v):
        return unless_refused(lambda: code.softmax_vjp(s, v) * WIDE)  # the entries of s are about 1 / WIDE

    def judge(self, case, got, expected):
        if isinstance(got.value, str) and got.value == NO_ROOM:
            return ["It ran out of memory: 256 MB hold a thousand vectors of 20 000 entries, but not their matrix."]
        return super().judge(case, got, expected)


class WideLayerNorm(WideSoftmax):
    """`layernorm_vjp` of 20 000 entries, without their matrix."""

    def cases(self, rng):
        yield case(x=rng.normal(size=(2, WIDE)), v=rng.normal(size=(2, WIDE)))

    def probe(code, x, v):
        return unless_refused(lambda: code.layernorm_vjp(x, v))


class WideRunningSum(WideSoftmax):
    """`cumsum_vjp` of 20 000 entries, without their matrix."""

    def cases(self, rng):
        yield case(v=rng.normal(size=(2, WIDE)))

    def probe(code, v):
        return unless_refused(lambda: code.cumsum_vjp(v))
