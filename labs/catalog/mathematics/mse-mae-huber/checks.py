"""Checks of the regression losses lab."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed

NAMES = ("mse", "mae", "huber")
SHAPES = ((2,), (1,), (2, 3), (4, 1), (1, 5), (3, 2, 4))


def draw(rng, *shape):
    """Predictions and targets with residuals of both signs, some nearer than 1 and some farther."""
    target = rng.normal(size=shape)
    size = rng.uniform(0.1, 0.9, size=shape) + 2 * rng.integers(0, 2, size=shape)
    return {"pred": target + size * rng.choice([-1, 1], size=shape), "target": target}


def single(inputs):
    return {name: value.astype(np.float32) for name, value in inputs.items()}


def shapes(rng):
    for shape in SHAPES:
        yield case(**draw(rng, *shape))
    inputs = draw(rng, 3, 4)
    yield case(pred=gaps(inputs["pred"]), target=transposed(inputs["target"]))
    far = draw(rng, 5, 2)
    yield case(pred=far["pred"] * 1e5, target=far["target"] * 1e-3)
    yield case(**single(draw(rng, 5, 7)))


def told(code, name, pred, *args, **settings):
    """Loss and gradient; a number in pred's dtype, whether it came as a float, a NumPy scalar or without axes."""
    loss, gradient = getattr(code, name)(pred, *args, **settings)
    alone = np.ndim(loss) == 0 and settings.get("reduction") != "none"
    return {"loss": pred.dtype.type(loss) if alone else loss, "gradient": gradient}


class SquaredError(Check):
    """`mse(pred, target)` is the mean of (pred - target)² over all elements, with its gradient."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield from shapes(rng)

    def probe(code, pred, target):
        return told(code, "mse", pred, target)


class AbsoluteError(Check):
    """`mae(pred, target)` is the mean of |pred - target|, with its gradient; the slope at 0 is 0."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield from shapes(rng)
        yield case(pred=np.array([1.0, 2.0, -3.0, 0.0]), target=np.array([1.0, 0.5, -2.0, -0.0]))
        yield case(pred=np.array([[0.5, 4.0]]), target=np.array([[0.5, 1.0]]))

    def probe(code, pred, target):
        return told(code, "mae", pred, target)


class Huber(Check):
    """`huber(pred, target, delta=...)` is a parabola up to delta and a line beyond it, without a jump or a kink."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for number, inputs in enumerate(shapes(rng)):
            yield case(**inputs.inputs, delta=(1.0, 0.3, 2.5)[number % 3])
        target, offsets = np.array([1.0, -2.0, 0.5, 3.0, 0.25]), np.array([0.5, -0.5, 0.0, 0.75, -4.0])
        yield case(pred=target + offsets, target=target, delta=0.5)

    def probe(code, pred, target, delta):
        return told(code, "huber", pred, target, delta=delta)


class DefaultDelta(Check):
    """Without a delta the Huber loss turns into a line at a distance of 1."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for shape in ((3,), (4, 2)):
            yield case(**draw(rng, *shape))

    def probe(code, pred, target):
        return told(code, "huber", pred, target)


class Sum(Check):
    """`reduction="sum"` adds the losses up, and the gradient is not divided by anything."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for shape, name in zip(((2,), (3,), (1, 4), (2, 5), (4, 3), (3, 2, 2)), NAMES * 2):
            yield case(**draw(rng, *shape), name=name)
        yield case(**single(draw(rng, 3, 3)), name="mse")

    def probe(code, pred, target, name):
        return told(code, name, pred, target, reduction="sum")


class Elementwise(Check):
    """`reduction="none"` gives a loss and a slope for each element, both of pred's shape and dtype."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for shape, name in zip(((2,), (3,), (1, 4), (2, 5), (4, 3), (3, 2, 2)), NAMES * 2):
            yield case(**draw(rng, *shape), name=name)
        for name in NAMES:
            yield case(**single(draw(rng, 3, 4)), name=name)

    def probe(code, pred, target, name):
        return told(code, name, pred, target, reduction="none")


class Weighted(Check):
    """`weight` says how much each element counts; the mean divides by the sum of the weights."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for number, shape in enumerate(((2,), (3,), (4, 1), (2, 3), (5,), (3, 2), (2, 2, 3), (1, 6), (2, 5))):
            weight = rng.uniform(0.2, 3.0, size=shape)
            weight.flat[rng.integers(weight.size)] *= number % 2  # in every other case one element counts nothing
            name, reduction = NAMES[number % 3], ("mean", "sum", "none")[number // 3]
            yield case(**draw(rng, *shape), weight=weight, name=name, reduction=reduction)
        inputs = single({**draw(rng, 4, 3), "weight": rng.uniform(0.2, 3.0, size=(4, 3))})
        yield case(**inputs, name="huber", reduction="mean")

    def probe(code, pred, target, weight, name, reduction):
        return told(code, name, pred, target, weight=weight, reduction=reduction)


class WeightsOnlyCompare(Check):
    """A weighted mean does not change when all weights are multiplied by the same number."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for name in NAMES:
            yield case(**draw(rng, 2, 3), weight=rng.uniform(0.5, 1.5, size=(2, 3)), factor=1e-3, name=name)

    def probe(code, pred, target, weight, factor, name):
        return [told(code, name, pred, target, weight), told(code, name, pred, target, weight * factor)]


class ShapesMustAgree(Check):
    """Shapes that differ raise ValueError, also where NumPy could broadcast: `[4, 1]` minus `[4]` is `[4, 4]`."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        for pred, target in (((4, 1), (4,)), ((3, 2), (2,)), ((5,), ()), ((2, 3), (1, 2, 3)), ((1, 3), (2, 3))):
            for name in NAMES:
                yield case(pred=rng.normal(size=pred), target=rng.normal(size=target), name=name)
        for name in NAMES:
            for shape in ((3, 1), (2,), (1, 1)):
                yield case(pred=rng.normal(size=(3, 2)), target=np.ones((3, 2)), weight=np.ones(shape), name=name)

    def probe(code, pred, target, name, weight=None):
        try:
            getattr(code, name)(pred, target, weight)
        except ValueError:
            return "ValueError"
        return "no error"
