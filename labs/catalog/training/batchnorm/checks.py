"""Checks of the batch normalisation lab."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed


def per_channel(rng, c):
    """gamma, beta and a state of running statistics, none of them near 0 or 1."""
    return {
        "gamma": rng.uniform(0.5, 2.0, c) * rng.choice([-1, 1], c),
        "beta": rng.normal(size=c) + 1.0,
        "mean": rng.normal(size=c) * 2,
        "var": rng.uniform(0.2, 4.0, c),
    }


def values(rng, *shape):
    """Channels of different means and spreads."""
    wide = (1, shape[1], *[1] * (len(shape) - 2))
    return rng.normal(size=shape) * rng.uniform(0.3, 3.0, wide) + rng.normal(size=wide) * 2


def drawn(rng, *shape, **settings):
    settings = {"momentum": 0.1, "eps": 1e-5} | settings
    return case(x=values(rng, *shape), **per_channel(rng, shape[1]), **settings)


def draw(rng):
    yield drawn(rng, 3, 2)
    yield drawn(rng, 5, 1, eps=0.3)
    yield drawn(rng, 1, 3, 4, momentum=0.4)
    yield drawn(rng, 2, 4, 3, 5, eps=1e-2)
    yield drawn(rng, 3, 2, 1, 2, 3, eps=0.5, momentum=0.7)
    one = drawn(rng, 4, 3, 5)
    yield case(**one.inputs | {"x": transposed(one["x"]), "gamma": gaps(one["gamma"])})
    one = drawn(rng, 2, 5, 3, 2)
    yield case(**one.inputs | {"x": gaps(one["x"])})
    one = drawn(rng, 6, 3, 7)
    yield case(**{k: v.astype(np.float32) if isinstance(v, np.ndarray) else v for k, v in one.inputs.items()})


def run(code, x, gamma, beta, mean, var, train, momentum, eps):
    state = {"mean": mean.copy(), "var": var.copy()}
    y, cache = code.bn_forward(x, gamma, beta, state, train, momentum, eps)
    return y, cache, state


class Training(Check):
    """In training every channel is normalised with the mean and the variance of its own batch."""

    def cases(self, rng):
        yield from draw(rng)
        steady = drawn(rng, 4, 3, 2)
        steady["x"][:, 1] = 0.7  # a channel that never changes
        yield steady
        far = drawn(rng, 5, 2, 6)
        yield case(**far.inputs | {"x": far["x"] + 1e5})

    def probe(code, x, gamma, beta, mean, var, momentum, eps):
        return run(code, x, gamma, beta, mean, var, True, momentum, eps)[0]


class Evaluation(Check):
    """In evaluation the running statistics are used and stay as they are, also for a single value per channel."""

    def cases(self, rng):
        yield drawn(rng, 1, 2)
        yield from draw(rng)

    def probe(code, x, gamma, beta, mean, var, momentum, eps):
        y, _, state = run(code, x, gamma, beta, mean, var, False, momentum, eps)
        return {"y": y, "mean": state["mean"], "var": state["var"]}


class RunningStatistics(Check):
    """The running statistics after each of five training steps, with batches of different sizes."""

    kind = Kind.STATE

    def cases(self, rng):
        for c, rest, momentum in ((2, (), 0.1), (1, (3,), 0.4), (3, (2, 1), 0.25)):
            batches = [values(rng, int(n), c, *rest) for n in (2, 5, 3, 9, 2)]
            yield case(batches=batches, **per_channel(rng, c), momentum=momentum, eps=0.1)
        yield case(batches=[values(rng, 2, 3)] * 5, **per_channel(rng, 3), momentum=1.0, eps=0.1)
        single = {k: v.astype(np.float32) for k, v in per_channel(rng, 4).items()}
        batches = [values(rng, n, 4).astype(np.float32) for n in (3, 7, 2, 4, 6)]
        yield case(batches=batches, **single, momentum=0.3, eps=1e-5)

    def probe(code, batches, gamma, beta, mean, var, momentum, eps):
        state, seen = {"mean": mean.copy(), "var": var.copy()}, []
        for x in batches:
            code.bn_forward(x, gamma, beta, state, True, momentum, eps)
            seen.append({"mean": state["mean"].copy(), "var": state["var"].copy()})
        return seen


class TrainThenEvaluate(Check):
    """A step of training, then an evaluation with what it left behind; momentum and eps left at 0.1 and 1e-5."""

    kind = Kind.STATE

    def cases(self, rng):
        for n, m, c, rest in ((3, 2, 2, ()), (2, 1, 3, (4,)), (4, 3, 5, (1, 2))):
            yield case(x=values(rng, n, c, *rest), later=values(rng, m, c, *rest), **per_channel(rng, c))

    def probe(code, x, later, gamma, beta, mean, var):
        state = {"mean": mean.copy(), "var": var.copy()}
        first, _ = code.bn_forward(x, gamma, beta, state, True)
        second, _ = code.bn_forward(later, gamma, beta, state, False)
        return {"in training": first, "in evaluation": second}


class Gradients(Check):
    """`bn_backward` gives dx, dgamma and dbeta of a training step, through the mean and the variance too."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for one in draw(rng):
            x = one["x"] if isinstance(one["x"], np.ndarray) else one["x"].array
            dy = (rng.normal(size=x.shape) + 0.5).astype(x.dtype)
            yield case(**one.inputs, dy=dy)
        one = drawn(rng, 4, 3, 5)
        yield case(**one.inputs, dy=transposed(rng.normal(size=(4, 3, 5)) + 0.5))

    def probe(code, x, gamma, beta, mean, var, momentum, eps, dy):
        _, cache, _ = run(code, x, gamma, beta, mean, var, True, momentum, eps)
        dx, dgamma, dbeta = code.bn_backward(dy, cache)
        return {"dx": dx, "dgamma": dgamma, "dbeta": dbeta}


class GradientsInEvaluation(Check):
    """In evaluation the statistics are constants, so the gradient does not pass through them."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for shape, eps in (((2, 3), 1e-5), ((1, 2), 0.4), ((3, 4, 2), 0.1), ((2, 1, 3, 5), 1e-3)):
            yield case(**drawn(rng, *shape, eps=eps).inputs, dy=rng.normal(size=shape) + 0.5)

    def probe(code, x, gamma, beta, mean, var, momentum, eps, dy):
        _, cache, _ = run(code, x, gamma, beta, mean, var, False, momentum, eps)
        dx, dgamma, dbeta = code.bn_backward(dy, cache)
        return {"dx": dx, "dgamma": dgamma, "dbeta": dbeta}


class TwoLayers(Check):
    """Two layers forwards, then both backwards: each cache belongs to its own call."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for shape in ((3, 2), (2, 3, 4)):
            first, second = drawn(rng, *shape, eps=0.1).inputs, per_channel(rng, shape[1])
            yield case(first=first, second=second, dy=rng.normal(size=shape) + 0.5)

    def probe(code, first, second, dy):
        middle, one, _ = run(code, **first, train=True)
        y, two, _ = run(code, middle * middle, **second, train=True, momentum=0.2, eps=0.3)
        squared, *above = code.bn_backward(dy, two)
        dx, *below = code.bn_backward(2 * middle * squared, one)
        return {"y": y, "dx": dx, "above": above, "below": below}


class OneValue(Check):
    """Training refuses a single value per channel with a ValueError: it has no spread. Two values are enough."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        for shape in ((1, 3), (1, 2, 1, 1), (2, 3), (1, 3, 2), (2, 1, 1)):
            yield drawn(rng, *shape)

    def probe(code, x, gamma, beta, mean, var, momentum, eps):
        try:
            return run(code, x, gamma, beta, mean, var, True, momentum, eps)[0]
        except ValueError:
            return "ValueError"
