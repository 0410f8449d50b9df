"""Checks of the lab on binary, hinge and focal losses."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed

SHAPES = ((2,), (1,), (2, 3), (4, 1), (1, 5), (3, 2, 4))


def labels(rng, *shape):
    """Zeros and ones, both of them where there is room."""
    y = rng.integers(0, 2, size=shape)
    y.flat[: min(2, y.size)] = rng.permutation(2)[: min(2, y.size)]
    return y


def scores(rng, y, scale=2.0):
    """Logits that are wrong in the first place and right or wrong elsewhere."""
    s = rng.normal(scale=scale, size=y.shape)
    s.flat[0] = np.abs(s.flat[0]) * (1 - 2 * y.flat[0])
    return s


def binary(rng, soft=False):
    for shape in SHAPES:
        y = labels(rng, *shape)
        yield {"z": scores(rng, y), "y": rng.uniform(size=shape) if soft else y}
    y = labels(rng, 3, 4)
    yield {"z": gaps(scores(rng, y)), "y": transposed(y)}
    y = labels(rng, 4, 6)
    yield {"z": scores(rng, y).astype(np.float32), "y": y}


def floats(inputs):
    """Labels as floats, in the precision of the logits."""
    z, y = inputs["z"], inputs["y"]
    same = np.float32 if isinstance(z, np.ndarray) and z.dtype == np.float32 else np.float64
    return {"z": z, "y": y.astype(same) if isinstance(y, np.ndarray) else transposed(y.array.astype(same))}


def rows(rng, n, c, scale=1.0):
    """Scores whose best class is a wrong one in the first row."""
    s = rng.normal(scale=scale, size=(n, c))
    y = rng.integers(c, size=n)
    y[0] = (s[0].argmax() + rng.integers(1, c)) % c
    return {"scores": s, "y": y}


def told(like, answer):
    """Loss and gradient; a number in the dtype of `like`, whether it is a float, a NumPy scalar or without axes."""
    loss, gradient = answer
    return {"loss": like.dtype.type(loss) if np.ndim(loss) == 0 else loss, "gradient": gradient}


class CrossEntropy(Check):
    """`bce_logits(z, y)` is the mean of -log of the right answer's probability, with its gradient."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for inputs in binary(rng):
            yield case(**floats(inputs))

    def probe(code, z, y):
        return told(z, code.bce_logits(z, y))


class SoftLabels(Check):
    """A label between 0 and 1 mixes both parts, and does not become one of them."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for inputs in binary(rng, soft=True):
            yield case(**floats(inputs))

    def probe(code, z, y):
        return told(z, code.bce_logits(z, y))


class FarLogits(Check):
    """Logits of -10 000 and 10 000 give a finite loss: being sure and wrong costs 10 000, not infinity."""

    def cases(self, rng):
        yield case(z=np.array([1e4]), y=np.array([0.0]))
        yield case(z=np.array([-1e4]), y=np.array([1.0]))
        yield case(z=np.array([[40.0, -40.0, 0.0], [1e4, -1e4, 800.0]]), y=np.array([[0.0, 1.0, 1.0], [1.0, 1.0, 0.0]]))
        yield case(z=np.array([100.0, -90.0], np.float32), y=np.array([0.0, 1.0], np.float32))

    def probe(code, z, y):
        return told(z, code.bce_logits(z, y))


class PositiveWeight(Check):
    """`pos_weight` multiplies the part of y = 1; the mean still divides by the number of elements."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for soft in (False, True):
            for inputs in binary(rng, soft):
                yield case(**floats(inputs), pos_weight=float(rng.uniform(1.5, 5.0)))
        yield case(z=np.array([-2.0, 3.0]), y=np.array([1.0, 0.0]), pos_weight=0.0)

    def probe(code, z, y, pos_weight):
        return told(z, code.bce_logits(z, y, pos_weight))


class Hinge(Check):
    """`hinge(s, y)` charges for what is missing to the margin of 1, on the side that the label 0 or 1 names."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for inputs in binary(rng):
            yield case(s=inputs["z"], y=inputs["y"])
        yield case(s=np.array([1.0, -1.0, 0.5]), y=np.array([1, 0, 0]))
        yield case(s=np.array([[-1.0, 1.0], [3.0, -3.0]]), y=np.array([[0, 1], [0, 1]]))

    def probe(code, s, y):
        return told(s, code.hinge(s, y))


class MulticlassHinge(Check):
    """`multiclass_hinge` sums over the wrong classes of a row, and takes the mean over the rows."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for n, c in ((1, 2), (2, 3), (5, 4), (3, 7), (4, 2)):
            yield case(**rows(rng, n, c))
        inputs = rows(rng, 4, 3)
        yield case(scores=transposed(inputs["scores"]), y=gaps(inputs["y"]))
        inputs = rows(rng, 6, 5)
        yield case(scores=inputs["scores"].astype(np.float32), y=inputs["y"])
        yield case(scores=np.array([[0.5, 1.5, 0.5, -0.25], [0.0, 0.0, 1.0, 2.0]]), y=np.array([1, 2]))

    def probe(code, scores, y):
        return told(scores, code.multiclass_hinge(scores, y))


class Margin(Check):
    """`margin` says how far ahead the right class must be."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for margin in (0.5, 3.0):
            yield case(**rows(rng, 3, 4), margin=margin)
        yield case(scores=np.array([[0.5, 0.0, 1.5, -2.0]]), y=np.array([2]), margin=1.5)

    def probe(code, scores, y, margin):
        return told(scores, code.multiclass_hinge(scores, y, margin))


class Focal(Check):
    """`focal(z, y)` fades out what is easy: alpha 0.25 and gamma 2 unless it is said otherwise."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for inputs in binary(rng):
            yield case(**inputs)

    def probe(code, z, y):
        return told(z, code.focal(z, y))


class FocalSettings(Check):
    """Other values of alpha and gamma; with gamma = 0 only the weights of the two classes are left."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for number, inputs in enumerate(binary(rng)):
            yield case(**inputs, alpha=(0.8, 0.5, 0.1)[number % 3], gamma=(1.0, 0.0, 3.5, 0.5)[number % 4])

    def probe(code, z, y, alpha, gamma):
        return told(z, code.focal(z, y, alpha, gamma))


class FocalFar(Check):
    """Focal loss and its gradient are finite for logits of -10 000 and 10 000 too."""

    def cases(self, rng):
        yield case(z=np.array([1e4]), y=np.array([0]), gamma=2.0)
        yield case(z=np.array([-1e4, 1e4, 800.0]), y=np.array([1, 1, 0]), gamma=2.0)
        yield case(z=np.array([[40.0, -40.0], [-60.0, 1e4]]), y=np.array([[0, 1], [1, 1]]), gamma=0.5)
        yield case(z=np.array([1e4, -1e4]), y=np.array([1, 1]), gamma=0.0)

    def probe(code, z, y, gamma):
        return told(z, code.focal(z, y, gamma=gamma))
