"""Checks of the perceptron lab."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed


def eighths(rng, n, d):
    """Multiples of 1/8: with a rate of 1/4 or 1 every sum is exact, in whatever order it is taken."""
    return rng.integers(-16, 17, size=(n, d)) / 8


def signs(rng, n):
    """n labels, both kinds among them where n > 1."""
    return np.concatenate([rng.permutation([-1, 1])[:n], rng.choice([-1, 1], size=max(0, n - 2))])


def apart(rng, n, d, margin):
    """Rows at least `margin` away from a line, their labels, and the line."""
    w, b = rng.normal(size=d), rng.uniform(-0.6, 0.6)
    w /= np.linalg.norm(w)
    X = rng.uniform(-2, 2, size=(20 * n, d))
    X = X[np.abs(X @ w + b) > margin][:n]
    return X, np.where(X @ w + b > 0, 1, -1), w, float(b)


def as_seen(code, X, y, lr, epochs):
    w, b, mistakes = code.fit(X, y, lr, epochs)
    return {"w": w, "b": b, "mistakes": np.asarray(mistakes).tolist()}


class Answers(Check):
    """`predict` gives the side of the line for each row; a point on the line is +1."""

    def cases(self, rng):
        yield case(X=np.array([[1.0, 2.0], [2.0, 1.0], [1.5, 1.5]]), w=np.array([1.0, -1.0]), b=0.0)
        for n, d in ((1, 3), (6, 1), (9, 4)):
            X, w = eighths(rng, n, d), eighths(rng, 1, d)[0] + 0.25
            yield case(X=X, w=w, b=float(-X[0] @ w))
        X, _, w, b = apart(rng, 12, 3, 0.01)
        yield case(X=gaps(X), w=w, b=b)

    def probe(code, X, w, b):
        return np.asarray(code.predict(X, w, b)).tolist()


class OneWalk(Check):
    """One epoch: the rows in their order, a step at each mistake and nowhere else."""

    kind = Kind.STATE

    def cases(self, rng):
        for n, d in ((1, 2), (1, 2), (2, 3), (3, 1), (5, 4)):
            yield case(X=eighths(rng, n, d) + 1 / 16, y=signs(rng, n), lr=0.25, epochs=1)
        X, y, *_ = apart(rng, 11, 2, 0.1)
        yield case(X=X, y=y, lr=0.3, epochs=1)
        yield case(X=rng.integers(1, 9, size=(6, 2)), y=signs(rng, 6), lr=0.5, epochs=1)

    def probe(code, X, y, lr, epochs):
        return as_seen(code, X, y, lr, epochs)


class OnTheLine(Check):
    """A point exactly on the line is a mistake whatever its label; without that, zero weights would never move."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(X=np.array([[1.0, 2.0]]), y=np.array([1]), lr=1.0, epochs=2)
        yield case(X=np.array([[2.0, 1.0]]), y=np.array([-1]), lr=1.0, epochs=2)
        for n, d in ((6, 2), (9, 3), (10, 1)):
            X = rng.integers(-1, 2, size=(n, d)).astype(float)
            X[0] = 1.0
            yield case(X=X, y=signs(rng, n), lr=1.0, epochs=3)

    def probe(code, X, y, lr, epochs):
        return as_seen(code, X, y, lr, epochs)


class Epochs(Check):
    """Several epochs: one count of mistakes for each, on data that a line separates and on data that none does."""

    kind = Kind.STATE

    def cases(self, rng):
        for n, d, lr, epochs in ((3, 2, 0.5, 2), (7, 3, 0.07, 5), (12, 2, 1.3, 9)):
            yield case(X=rng.normal(size=(n, d)), y=signs(rng, n), lr=lr, epochs=epochs)
        X, y, *_ = apart(rng, 9, 4, 0.05)
        yield case(X=gaps(X), y=y, lr=0.2, epochs=6)
        X, y, *_ = apart(rng, 10, 3, 0.1)
        yield case(X=transposed(X * [1e-4, 1.0, 1e5]), y=y, lr=0.01, epochs=7)

    def probe(code, X, y, lr, epochs):
        return as_seen(code, X, y, lr, epochs)


class Converges(Check):
    """Where a line separates, the mistakes stop, every row is answered right, and the bound was not passed."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for n, d, epochs in ((5, 2, 60), (40, 3, 150)):
            X, y, w, b = apart(rng, n, d, 0.25)
            yield case(X=X, y=y, lr=0.1, epochs=epochs, line=[w, b])

    def probe(code, X, y, lr, epochs, line):
        w, b, mistakes = code.fit(X, y, lr, epochs)
        return {
            "mistakes": np.asarray(mistakes).tolist(),
            "answers": np.asarray(code.predict(X, w, b)).tolist(),
            "bound": code.mistake_bound(X, y, *line),
        }


class Bound(Check):
    """`mistake_bound` is (R / margin)², the bias counted in both lengths; infinite where the line does not separate."""

    def cases(self, rng):
        for n, d, margin, stretched in ((2, 1, 0.5, 1.0), (6, 3, 0.2, 0.01), (15, 2, 0.05, 300.0)):
            X, y, w, b = apart(rng, n, d, margin)
            yield case(X=X, y=y, w=w * stretched, b=b * stretched)
        X, y, w, b = apart(rng, 8, 2, 0.2)
        y[rng.integers(8)] *= -1
        yield case(X=X, y=y, w=w, b=b)
        yield case(X=np.array([[3.0, 1.0], [1.0, 1.0]]), y=np.array([1, -1]), w=np.array([1.0, -1.0]), b=0.0)

    def probe(code, X, y, w, b):
        with np.errstate(all="ignore"):
            return code.mistake_bound(X, y, w, b)
