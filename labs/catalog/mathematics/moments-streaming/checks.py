"""Checks of the lab on moments of a stream."""

import numpy as np

from runner.checks import Check, Kind, Tolerance, case, gaps, transposed

FAR = 1e9
# Near 1e9 a float64 has seven digits behind the point, and every right method rounds them in another order.
FAR_TOLERANCE = Tolerance(rtol=1e-5, atol=1e-5)


def rows(rng, n, d, scale=None):
    """Features of different means and spreads."""
    return rng.normal(size=(n, d)) * (scale or rng.uniform(0.5, 20, d)) + rng.uniform(-5, 5, d)


def streamed(code, X):
    moments = code.Welford(X.shape[1])
    for x in X:
        moments.update(x)
    return moments


def told(moments):
    var = {f"var(ddof={ddof})": moments.var(ddof=ddof) for ddof in (1, 2)}
    return {"n": moments.n, "mean": moments.mean, "var": moments.var(), **var}


class EveryRow(Check):
    """After every row `n`, `mean` and `var`, with ddof 0, 1 and 2, are those of the rows so far, in float64."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(X=rows(rng, 2, 1))
        yield case(X=rows(rng, 3, 2))
        yield case(X=rows(rng, 1, 3))
        yield case(X=rows(rng, 9, 1))
        yield case(X=gaps(rows(rng, 30, 4)))
        yield case(X=transposed(rows(rng, 6, 5) * np.array([1e-6, 1e-3, 1.0, 1e3, 1e6])))
        yield case(X=np.repeat(rows(rng, 2, 3), [2, 3], axis=0))

    def probe(code, X):
        moments, seen = code.Welford(X.shape[1]), []
        for x in X:
            moments.update(x)
            seen.append({name: np.copy(value) for name, value in told(moments).items()})
        return seen


class SinglePrecision(Check):
    """Rows in float32 are counted in float64: a sum of a thousand of them loses nothing."""

    kind = Kind.STATE

    def cases(self, rng):
        for n, d in ((3, 2), (1000, 3)):
            yield case(X=(rows(rng, n, d, scale=1.0) + 300).astype(np.float32))

    def probe(code, X):
        return told(streamed(code, X))


class FarFromZero(Check):
    """Values near 10^9 with a spread near 1: the variance keeps five digits, and the mean too after 10^9 is taken
    off.
    """

    kind = Kind.STATE
    tolerance = FAR_TOLERANCE

    def cases(self, rng):
        for n, d, sign in ((3, 1, 1), (40, 3, -1), (300, 2, 1)):
            yield case(X=rows(rng, n, d, scale=1.5) + sign * FAR, shift=sign * FAR)

    def probe(code, X, shift):
        moments = streamed(code, X)
        return {**told(moments), "mean": moments.mean - shift}


class Merged(Check):
    """`merge` gives the moments of both streams together, in whatever order parts are joined; a part may be empty."""

    kind = Kind.STATE

    def cases(self, rng):
        for sizes in ([2, 2], [1, 3], [4, 1], [0, 3], [3, 0], [0, 0, 2], [2, 5, 3], [30, 1, 0, 7]):
            d = int(rng.integers(1, 5))
            yield case(parts=[rows(rng, n, d) + 40 * i for i, n in enumerate(sizes)])
        yield case(parts=[rows(rng, 3, 2), rows(rng, 200, 2) + 1e5])

    def probe(code, parts):
        forwards, *others = [streamed(code, X) for X in parts]
        for other in others:
            forwards = forwards.merge(other)
        *others, backwards = [streamed(code, X) for X in parts]
        for other in others[::-1]:
            backwards = other.merge(backwards)
        return {"from the left": told(forwards), "from the right": told(backwards)}


class MergedFarFromZero(Check):
    """Streams near 10^9 keep their digits when they are merged."""

    kind = Kind.STATE
    tolerance = FAR_TOLERANCE

    def cases(self, rng):
        for sizes in ([2, 3], [50, 4]):
            yield case(parts=[rows(rng, n, 2, scale=1.5) + FAR for n in sizes])

    def probe(code, parts):
        one, other = [streamed(code, X) for X in parts]
        both = one.merge(other)
        return {**told(both), "mean": both.mean - FAR}


class Apart(Check):
    """A merge changes neither stream, and rows that come to one of the three afterwards do not reach the others."""

    kind = Kind.STATE

    def cases(self, rng):
        for n, m in ((2, 3), (4, 0), (0, 3), (5, 2)):
            yield case(X=rows(rng, n, 2), Y=rows(rng, m, 2), more=rows(rng, 3, 2) + 100)

    def probe(code, X, Y, more):
        one, other = streamed(code, X), streamed(code, Y)
        both = one.merge(other)
        seen = {"one after the merge": told(one), "other after the merge": told(other)}
        one.update(more[0])
        other.update(more[1])
        seen |= {"both, after rows for the others": told(both)}
        both.update(more[2])
        return seen | {"one at the end": told(one), "other at the end": told(other), "both at the end": told(both)}


class OneBuffer(Check):
    """Each row comes in the same buffer, filled anew: what an object keeps is its own."""

    kind = Kind.STATE

    def cases(self, rng):
        for n, d in ((2, 2), (7, 3)):
            yield case(X=rows(rng, n, d))

    def probe(code, X):
        moments, buffer = code.Welford(X.shape[1]), np.empty(X.shape[1])
        for x in X:
            buffer[:] = x
            moments.update(buffer)
        left = buffer.copy()
        buffer[:] = -1.0
        return {**told(moments), "the buffer": left}


class LongStream(Check):
    """400 rows of 65 536 features, 210 MB in all, go through an object in a cell that holds 96 MB."""

    kind = Kind.COST
    pure = False

    def cases(self, rng):
        yield case(base=rng.normal(size=2**16), speeds=rng.integers(1, 9, size=400).astype(float))

    def probe(code, base, speeds):
        moments = code.Welford(len(base))
        for speed in speeds:
            moments.update(base * speed)
        return {"n": moments.n, "mean": moments.mean[::1000], "var": moments.var()[::1000]}


class Covariance(Check):
    """`cov(X, ddof)` is the covariance matrix [d, d] of the columns of X; of a single row it is NaN unless ddof is
    0.
    """

    def cases(self, rng):
        yield case(X=rows(rng, 2, 2), settings={})
        yield case(X=rows(rng, 3, 3) @ rng.normal(size=(3, 3)), settings={})
        yield case(X=rows(rng, 4, 2), settings={"ddof": 0})
        yield case(X=gaps(rows(rng, 7, 3)), settings={"ddof": 1})
        yield case(X=transposed(rows(rng, 20, 5)), settings={"ddof": 2})
        yield case(X=rows(rng, 5, 1), settings={})
        yield case(X=rows(rng, 1, 3), settings={})
        yield case(X=rows(rng, 6, 4) * np.array([1e-6, 1e-2, 1.0, 1e4]), settings={})

    def probe(code, X, settings):
        return code.cov(X, **settings)


class CovarianceFarFromZero(Check):
    """Near 10^9 the covariances keep five digits too."""

    tolerance = FAR_TOLERANCE

    def cases(self, rng):
        for n, d in ((3, 2), (60, 4)):
            yield case(X=rows(rng, n, d, scale=1.5) @ rng.normal(size=(d, d)) + rng.choice([-FAR, FAR], d))

    def probe(code, X):
        return {"cov": code.cov(X), "cov with ddof=0": code.cov(X, ddof=0)}


class Correlation(Check):
    """`corr(X)` has ones on its diagonal, does not mind the scale of a feature, and is NaN for one that never
    changes.
    """

    def cases(self, rng):
        yield case(X=rows(rng, 3, 2))
        yield case(X=gaps(rows(rng, 9, 3) @ rng.normal(size=(3, 3))))
        yield case(X=transposed(rows(rng, 5, 4) * np.array([1e-7, -1.0, 30.0, 1e6])))
        x = rows(rng, 6, 1)
        yield case(X=np.hstack([x, 3 * x + 1, -0.01 * x, rows(rng, 6, 1)]))
        constant = rows(rng, 4, 3)
        constant[:, 1] = 3.0
        yield case(X=constant)

    def probe(code, X):
        return code.corr(X)
