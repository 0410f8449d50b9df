"""Checks of the softmax cross-entropy lab."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed


def draw(rng, n, c, scale=2.0):
    """Logits and targets; the likeliest class is never the target, so that the loss is far from 0."""
    logits = rng.normal(scale=scale, size=(n, c))
    targets = (logits.argmax(axis=1) + rng.integers(1, c, size=n)) % c
    return {"logits": logits, "targets": targets}


def weights(rng, c):
    return rng.uniform(0.2, 3.0, size=c)


def single(inputs):
    return {k: v.astype(np.float32) if v.dtype == np.float64 else v for k, v in inputs.items()}


def drop(rng, inputs, mark, n):
    """The same with `n` rows, never all of them, that do not count."""
    targets = inputs["targets"].copy()
    targets[targets == mark] = (mark + 1) % inputs["logits"].shape[1]
    targets[rng.permutation(len(targets))[:n]] = mark
    return {**inputs, "targets": targets}


def number(loss, like):
    """A single number in the dtype of `like`: a float, a NumPy scalar and an array without axes are all the same."""
    return like.dtype.type(loss) if np.ndim(loss) == 0 else loss


class Loss(Check):
    """The loss is the mean over the rows of -log softmax(logits)[target], a single number."""

    def cases(self, rng):
        for n, c in ((1, 2), (2, 3), (5, 4), (3, 7)):
            yield case(**draw(rng, n, c))
        inputs = draw(rng, 4, 3)
        yield case(logits=gaps(inputs["logits"]), targets=inputs["targets"].astype(np.int32))
        yield case(**single(draw(rng, 6, 5)))

    def probe(code, logits, targets):
        return number(code.cross_entropy(logits, targets)[0], logits)


class Gradient(Check):
    """The gradient has the shape and dtype of the logits, and belongs to the mean."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for n, c in ((1, 2), (2, 3), (5, 4), (3, 7)):
            yield case(**draw(rng, n, c))
        inputs = draw(rng, 4, 3)
        yield case(logits=transposed(inputs["logits"]), targets=gaps(inputs["targets"]))
        yield case(**single(draw(rng, 6, 5)))

    def probe(code, logits, targets):
        return code.cross_entropy(logits, targets)[1]


class FarLogits(Check):
    """Logits of -10 000 and 10 000 give a finite loss: a class the model rules out costs 20 000, not infinity."""

    def cases(self, rng):
        yield case(logits=np.array([[1e4, -1e4]]), targets=np.array([1]))
        yield case(logits=np.array([[-1e4, 0.0, 1e4], [40.0, -40.0, 0.0]]), targets=np.array([0, 1]))
        yield case(**draw(rng, 5, 4, scale=1e3))

    def probe(code, logits, targets):
        loss, dlogits = code.cross_entropy(logits, targets)
        return {"loss": number(loss, logits), "dlogits": dlogits}


class RowOffsets(Check):
    """A number added to all logits of a row changes nothing, however different it is from row to row."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for n, c in ((2, 3), (5, 4)):
            inputs = draw(rng, n, c)
            offsets = np.linspace(-1e4, 1e4, n)[rng.permutation(n)]
            yield case(logits=inputs["logits"] + offsets[:, None], targets=inputs["targets"])

    def probe(code, logits, targets):
        loss, dlogits = code.cross_entropy(logits, targets)
        return {"loss": number(loss, logits), "dlogits": dlogits}


class Weighted(Check):
    """With `weight` each row counts as much as its class does, and the mean is over these weights."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for n, c in ((2, 3), (1, 4), (6, 5)):
            yield case(**draw(rng, n, c), weight=weights(rng, c))
        yield case(**single({**draw(rng, 3, 4), "weight": weights(rng, 4)}))

    def probe(code, logits, targets, weight):
        loss, dlogits = code.cross_entropy(logits, targets, weight)
        return {"loss": number(loss, logits), "dlogits": dlogits}


class Ignored(Check):
    """Rows marked with `ignore_index` add nothing to the loss or the mean, and their gradient is exactly 0."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for n, c, mark in ((2, 3, -100), (6, 4, -1), (5, 3, 1), (7, 3, 255), (4, 3, 0)):
            yield case(**drop(rng, draw(rng, n, c), mark, n // 2), ignore_index=mark)
        yield case(**drop(rng, draw(rng, 5, 4), -100, 2), ignore_index=-100, weight=weights(rng, 4))

    def probe(code, logits, targets, ignore_index, weight=None):
        loss, dlogits = code.cross_entropy(logits, targets, weight=weight, ignore_index=ignore_index)
        return {"loss": number(loss, logits), "dlogits": dlogits, "exact zeros": (dlogits == 0).all(axis=1)}


class NothingCounts(Check):
    """Where no row counts, loss and gradient are 0: a batch of padding must not turn the weights into NaN."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for n, c in ((1, 3), (4, 2)):
            yield case(**draw(rng, n, c))

    def probe(code, logits, targets):
        padding, dlogits = code.cross_entropy(logits, targets * 0 - 100)
        loss, _ = code.cross_entropy(logits, targets)
        return {"loss": number(padding, logits), "dlogits": dlogits, "with targets": number(loss, logits)}


class Smoothed(Check):
    """With `smoothing` that share of every target goes to all C classes alike, the right one among them."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for n, c, smoothing in ((1, 2, 0.5), (2, 3, 0.1), (5, 4, 0.35), (3, 1001, 0.2)):
            yield case(**draw(rng, n, c), smoothing=smoothing)
        yield case(logits=np.array([[1e4, -1e4, 0.0]]), targets=np.array([1]), smoothing=0.1)
        yield case(**single(draw(rng, 4, 6)), smoothing=0.1)

    def probe(code, logits, targets, smoothing):
        loss, dlogits = code.cross_entropy(logits, targets, smoothing=smoothing)
        return {"loss": number(loss, logits), "dlogits": dlogits}


class AllTogether(Check):
    """Weights, ignored rows and smoothing at once: each class enters with its own weight."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for n, c, mark, smoothing in ((2, 3, -100, 0.3), (7, 5, 2, 0.1), (6, 4, -1, 0.6)):
            inputs = drop(rng, draw(rng, n, c), mark, n // 2)
            yield case(**inputs, weight=gaps(weights(rng, c)), ignore_index=mark, smoothing=smoothing)

    def probe(code, logits, targets, weight, ignore_index, smoothing):
        loss, dlogits = code.cross_entropy(logits, targets, weight, ignore_index, smoothing)
        return {"loss": number(loss, logits), "dlogits": dlogits}
