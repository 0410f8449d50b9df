"""Checks of the dense layer lab."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed

SHAPES = ((1, 2, 3), (4, 3, 2), (3, 5, 1), (2, 1, 4), (6, 7, 5))  # examples, inputs, outputs


def bends():
    """Made in the cell: functions do not travel."""
    return {"none": None, "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "square": lambda z: z * z}


def layers(rng, *sizes):
    """Weights of a size that keeps numbers tame, biases far from zero, for the layers between `sizes`."""
    made = [[rng.normal(size=(o, i)) / i**0.5, rng.uniform(0.3, 1.5, o)] for i, o in zip(sizes, sizes[1:])]
    return [[W, b * rng.choice([-1, 1], size=b.shape)] for W, b in made]


def single(value):
    return [[part.astype(np.float32) for part in layer] for layer in value]


def pairs(params):
    return [(W, b) for W, b in params]


class OneLayer(Check):
    """`dense` without a bend is x Wᵀ + b: [n, i] becomes [n, o]."""

    def cases(self, rng):
        for n, i, o in ((2, 2, 2), *SHAPES, (4, 4, 4)):  # where all sizes are equal, a wrong axis still fits
            W, b = layers(rng, i, o)[0]
            yield case(x=rng.normal(size=(n, i)), W=W, b=b)
        W, b = layers(rng, 4, 3)[0]
        yield case(x=gaps(rng.normal(size=(2, 4))), W=transposed(W), b=gaps(b))
        W, b = single(layers(rng, 3, 5))[0]
        yield case(x=rng.normal(size=(4, 3)).astype(np.float32), W=W, b=b)

    def probe(code, x, W, b):
        return code.dense(x, W, b)


class Bent(Check):
    """With `act` every number of x Wᵀ + b goes through it, the bias included."""

    def cases(self, rng):
        for (n, i, o), bend in zip(SHAPES, ("relu", "tanh", "square", "tanh", "relu")):
            W, b = layers(rng, i, o)[0]
            x = rng.normal(size=(n, i))
            if bend == "relu":
                b[0] = np.abs(x @ W.T).max() + 1.0  # not everything may be cut away
            yield case(x=x, W=W, b=b, bend=bend)

    def probe(code, x, W, b, bend):
        return code.dense(x, W, b, bends()[bend])


class Stack(Check):
    """`mlp` chains the layers: a bend after each but the last, whose numbers come out as they are."""

    def cases(self, rng):
        for n, sizes, bend in (
            (2, (3, 2), "tanh"),
            (3, (2, 4, 3), "square"),
            (1, (4, 3, 5), "tanh"),
            (5, (3, 6, 4, 2), "relu"),
            (4, (2, 1, 3, 5, 1), "tanh"),
        ):
            params = layers(rng, *sizes)
            params[-1][1] -= 2.0  # numbers of both signs
            yield case(x=rng.normal(size=(n, sizes[0])), params=params, bend=bend)
        params = [[transposed(W), b] for W, b in layers(rng, 5, 4, 3)]
        yield case(x=gaps(rng.normal(size=(2, 5))), params=params, bend="tanh")
        x = rng.normal(size=(3, 2)).astype(np.float32)
        yield case(x=x, params=single(layers(rng, 2, 5, 4)), bend="tanh")

    def probe(code, x, params, bend):
        return code.mlp(x, pairs(params), bends()[bend])


class Parameters(Check):
    """`n_params` counts every weight and every bias."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        for sizes in ([1, 1], [3, 2], [2, 5, 3], [784, 128, 10], [7, 1, 6, 4, 2]):
            yield case(sizes=sizes)
        yield case(sizes=[int(s) for s in rng.integers(2, 3000, size=6)])

    def probe(code, sizes):
        return code.n_params(sizes)


class Collapsed(Check):
    """Without bends any stack is one layer, and `collapse` finds it: one W and one b."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for sizes in ((2, 3), (2, 2, 2), (3, 2, 4), (2, 5, 3, 4), (3, 3, 3, 3), (4, 1, 3, 2, 5)):
            yield case(params=layers(rng, *sizes))
        yield case(params=single(layers(rng, 4, 3, 2)))

    def probe(code, params):
        W, b = code.collapse(pairs(params))
        return {"W": W, "b": b}
