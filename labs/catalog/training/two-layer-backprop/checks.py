"""Checks of the two-layer network lab."""

import numpy as np

from runner.checks import Check, Kind, Tolerance, case, gaps, transposed


def network(rng, f, h, c, scale=1.0):
    """Parameters with biases away from zero."""
    shapes = {"W1": (f, h), "b1": (h,), "W2": (h, c), "b2": (c,)}
    return {name: scale * rng.normal(size=shape) for name, shape in shapes.items()}


def problem(rng, n, f, h, c, reg, scale=1.0):
    return case(
        params=network(rng, f, h, c, scale), X=rng.normal(size=(n, f)), y=rng.integers(c, size=n), reg=float(reg)
    )


def single(given):
    """The same case in float32."""

    def cast(value):
        if isinstance(value, dict):
            return {k: cast(v) for k, v in value.items()}
        return value.astype(np.float32) if isinstance(value, np.ndarray) and value.dtype == float else value

    return case(**cast(given.inputs))


class Scores(Check):
    """`scores` is relu(X W1 + b1) W2 + b2, with nothing after the last layer."""

    def cases(self, rng):
        for n, f, h, c in ((1, 2, 3, 2), (4, 3, 5, 2), (7, 5, 4, 6)):
            yield case(params=network(rng, f, h, c), X=rng.normal(size=(n, f)))
        yield case(params=network(rng, 3, 4, 2), X=gaps(rng.normal(size=(5, 3))))
        yield single(case(params=network(rng, 4, 7, 3), X=rng.normal(size=(6, 4))))

    def probe(code, params, X):
        return code.scores(params, X)


class Loss(Check):
    """The loss is the mean cross-entropy plus half of `reg` times the squared weights; near 0 it starts at log C."""

    def cases(self, rng):
        yield problem(rng, 1, 2, 3, 2, reg=0)
        yield problem(rng, 6, 4, 5, 3, reg=0, scale=1e-4)
        yield problem(rng, 5, 3, 4, 6, reg=0)
        yield problem(rng, 4, 3, 5, 2, reg=0.3)
        yield single(problem(rng, 7, 4, 5, 3, reg=0.1))

    def probe(code, params, X, y, reg):
        loss, _ = code.loss_and_grads(params, X, y, reg)
        return float(loss)


class Gradients(Check):
    """Without a penalty every parameter gets its gradient, in its own shape and dtype."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield problem(rng, 1, 2, 3, 2, reg=0)
        yield problem(rng, 4, 3, 5, 2, reg=0)
        yield problem(rng, 9, 5, 4, 6, reg=0)
        given = problem(rng, 6, 4, 7, 3, reg=0).inputs
        yield case(**{**given, "X": transposed(given["X"])})
        yield single(problem(rng, 5, 4, 6, 3, reg=0))

    def probe(code, params, X, y, reg):
        return dict(code.loss_and_grads(params, X, y, reg)[1])


class PenaltyGradients(Check):
    """With a penalty each weight gets `reg` times itself on top; biases get nothing."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield problem(rng, 2, 3, 4, 2, reg=0.5)
        yield problem(rng, 5, 4, 3, 6, reg=0.02)

    def probe(code, params, X, y, reg):
        return dict(code.loss_and_grads(params, X, y, reg)[1])


class Corner(Check):
    """A hidden unit at exactly 0 passes nothing back."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        given = problem(rng, 3, 2, 4, 3, reg=0).inputs
        given["X"][1] = 0.0
        given["params"]["b1"][:2] = 0.0
        yield case(**given)

    def probe(code, params, X, y, reg):
        return dict(code.loss_and_grads(params, X, y, reg)[1])


class LargeScores(Check):
    """Loss and gradients stay finite and right with scores in the thousands, and with rows of very different size."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for n, f, h, c, scale in ((3, 2, 4, 3, 30.0), (5, 3, 4, 2, 60.0)):
            yield problem(rng, n, f, h, c, reg=0.01, scale=scale)
        given = problem(rng, 4, 3, 5, 3, reg=0).inputs
        given["X"][::2] *= 2000.0
        yield case(**given)

    def probe(code, params, X, y, reg):
        loss, grads = code.loss_and_grads(params, X, y, reg)
        return {"loss": float(loss), "grads": dict(grads)}


class Steps(Check):
    """`descend` moves all parameters by lr times their gradients, and tells the loss before each step."""

    kind = Kind.STATE

    def cases(self, rng):
        for steps, lr in ((1, 0.5), (4, 0.1)):
            yield case(**problem(rng, 5, 3, 4, 2, reg=0.1).inputs, lr=lr, steps=steps)

    def probe(code, params, X, y, reg, lr, steps):
        reached, losses = code.descend(params, X, y, reg, lr, steps)
        return {"params": dict(reached), "losses": [float(loss) for loss in losses]}


class LearnsByHeart(Check):
    """Twenty random examples are learnt by heart: in 800 steps the loss falls from above 1 to below 0.01."""

    kind = Kind.TRAINING
    pure = False
    tolerance = Tolerance(rtol=1e-3, atol=1e-4)  # 800 steps let rounding grow

    def cases(self, rng):
        given = problem(rng, 20, 8, 40, 3, reg=0)
        params = {name: value * 0.3 for name, value in given["params"].items()}
        yield case(params=params, X=given["X"], y=given["y"], reg=0.0, lr=0.3, steps=800)

    def probe(code, params, X, y, reg, lr, steps, report):
        losses = [float(loss) for loss in code.descend(params, X, y, reg, lr, steps)[1]]
        for step, loss in enumerate(losses):
            report(step, loss=loss)
        return np.array(losses)
