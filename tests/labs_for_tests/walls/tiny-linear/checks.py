"""Checks of the lab in which torch's own linear layer is taken away."""

import numpy as np

from runner.checks import Check, Kind, case


def parts(rng, rows):
    inner, outer = int(rng.integers(2, 7)), int(rng.integers(2, 7))
    x, weight, bias = rng.normal(size=(rows, inner)), rng.normal(size=(outer, inner)), rng.normal(size=outer)
    return {"x": x.astype(np.float32), "weight": weight.astype(np.float32), "bias": bias.astype(np.float32)}


class Products(Check):
    """`linear(x, weight, bias)` is x times the weights, plus the bias."""

    def cases(self, rng):
        yield case(**parts(rng, 1))
        yield case(**parts(rng, 5))

    def probe(code, x, weight, bias):
        return code.linear(x, weight, bias)


class Gradients(Check):
    """Gradients flow through `linear` to its input, its weights and its bias."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield case(**parts(rng, 3))

    def probe(code, x, weight, bias):
        leaves = [part.clone().requires_grad_() for part in (x, weight, bias)]
        code.linear(*leaves).square().sum().backward()
        return [leaf.grad for leaf in leaves]
