"""Checks of the L1 and L2 lab.

Most problems are built backwards: first the weights and a residual that meets the conditions for a minimum, then the
y for which they are the answer. So it is known that no weight is nearly zero and no zero nearly a weight.
"""

import numpy as np

from runner.checks import Check, Difference, Kind, Tolerance, case, gaps, transposed

SOLVED = Tolerance(rtol=1e-5, atol=1e-6)  # where an honest iteration stops: the mistakes are 1e-2 and more off


def normal(rng, *shape):
    return rng.normal(size=shape)


def signs(rng, n):
    return rng.choice([-1.0, 1.0], size=n)


def design(rng, n, f):
    """Columns that are correlated, of different sizes, and far from mean 0."""
    X = normal(rng, n, f) + 0.7 * normal(rng, n, 1)
    return X * rng.uniform(0.4, 2.5, f) + rng.uniform(1.0, 4.0, f) * signs(rng, f)


def problem(rng, n, f, l1, l2, some=0.5):
    """X, y whose minimum is known: about `some` of the weights are 0.5 to 2, the others exactly 0. Needs n > f + 1."""
    X = design(rng, n, f)
    Xc = X - X.mean(axis=0)
    on = rng.permutation(f) < max(1, round(some * f))
    w = np.where(on, rng.uniform(0.5, 2.0, f) * signs(rng, f), 0.0)
    slope = np.where(on, np.sign(w), rng.uniform(-0.7, 0.7, f))
    noise = normal(rng, n)
    basis = np.linalg.qr(np.column_stack([np.ones(n), X]))[0]
    r = Xc @ np.linalg.solve(Xc.T @ Xc, n * (l1 * slope + l2 * w)) + noise - basis @ (basis.T @ noise)
    return {"X": X, "y": X @ w + r + rng.uniform(2, 5), "l1": l1, "l2": l2}


def wide(rng, n, f, l2):
    """More features than examples: any residual r is the right one for w = soft(Xᵀr / n, l1) / l2."""
    X, r = design(rng, n, f), normal(rng, n)
    r -= r.mean()
    g = X.T @ r / n
    sizes = np.sort(np.abs(g))
    cut = 1 + int(np.argmax(np.diff(sizes[1:-1])))  # the widest gap, so that it is clear which weights are 0
    l1 = float(sizes[cut : cut + 2].mean())
    w = np.sign(g) * np.maximum(np.abs(g) - l1, 0) / l2
    return {"X": X, "y": X @ w + r - 3.0, "l1": l1, "l2": l2}


def largest_l1(X, y):
    """From this l1 on, all weights are 0."""
    return float(np.abs((X - X.mean(axis=0)).T @ (y - y.mean())).max() / len(y))


class SoftThreshold(Check):
    """`soft_threshold(z, t)` draws every number towards 0 by t and stops there."""

    def cases(self, rng):
        yield case(z=np.array([-3.0, -1.0, -0.25, 0.0, 0.25, 1.0, 3.0]), t=1.0)
        yield case(z=gaps(normal(rng, 3, 1, 4)), t=0.5)
        yield case(z=transposed(normal(rng, 4, 5) * 1e3), t=300.0)
        yield case(z=normal(rng, 1) + 2.0, t=0.5)
        yield case(z=normal(rng, 6) * 1e-6, t=3e-7)

    def probe(code, z, t):
        return code.soft_threshold(z, t)


class PenaltyValue(Check):
    """`penalty(w, l1, l2)` is l1 times the sum of |w|, and half of l2 times the sum of squares."""

    def cases(self, rng):
        for shape, l1, l2 in (((3,), 0.5, 0.0), ((2, 5), 0.0, 0.3), ((4, 1, 3), 0.7, 1.9), ((1,), 2.0, 0.1)):
            yield case(w=gaps(normal(rng, *shape)), l1=l1, l2=l2)

    def probe(code, w, l1, l2):
        return code.penalty(w, l1, l2)


class PenaltySlope(Check):
    """`penalty_grad(w, l1, l2)` is its slope; a weight of 0 is left where it is."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for shape, l1, l2 in (((3,), 0.5, 0.0), ((2, 5), 0.0, 0.3), ((4, 1, 3), 0.7, 1.9), ((1,), 2.0, 0.1)):
            yield case(w=gaps(normal(rng, *shape)), l1=l1, l2=l2)
        yield case(w=np.array([0.0, -1.5, -0.0, 2.0, 0.0, 1e-9]), l1=0.4, l2=0.6)

    def probe(code, w, l1, l2):
        return code.penalty_grad(w, l1, l2)


class Ridge(Check):
    """`ridge` solves for the weights exactly and leaves the bias b unpenalised."""

    tolerance = SOLVED

    def cases(self, rng):
        for n, f, l2 in ((5, 2, 0.5), (7, 1, 0.3), (9, 4, 0.0), (4, 6, 0.2), (12, 5, 40.0)):
            yield case(X=design(rng, n, f), y=normal(rng, n) * 3 + 7, l2=l2)
        yield case(X=transposed(design(rng, 8, 3)), y=gaps(normal(rng, 8) - 5), l2=1.5)
        twins = design(rng, 9, 2)
        yield case(X=np.column_stack([twins, twins[:, 0]]), y=normal(rng, 9) + 4, l2=0.4)
        yield case(X=design(rng, 6, 3), y=normal(rng, 6) * 1e5, l2=0.7)

    def probe(code, X, y, l2):
        w, b = code.ridge(X, y, l2)
        return {"w": w, "b": b}


class Lasso(Check):
    """`elastic_net` with l2 = 0, the lasso: the same weights are exactly 0, the others agree to six digits."""

    tolerance = SOLVED

    def cases(self, rng):
        for n, f, l1 in ((6, 2, 0.5), (8, 1, 0.3), (15, 5, 1.5), (30, 11, 0.1), (70, 24, 0.4)):
            yield case(**problem(rng, n, f, l1, 0.0))
        made = problem(rng, 12, 4, 0.8, 0.0)
        yield case(**{**made, "X": transposed(made["X"]), "y": gaps(made["y"])})
        constant = problem(rng, 10, 3, 0.4, 0.0)
        X = np.column_stack([constant["X"][:, :1], np.full(10, 3.0), constant["X"][:, 1:]])
        yield case(**{**constant, "X": X})

    def probe(code, X, y, l1, l2):
        w, b = code.elastic_net(X, y, l1, l2)
        return {"w": w, "b": b}

    def judge(self, case, got, expected):
        yield from super().judge(case, got, expected)
        yield from not_quite_zero(got.value["w"], expected.value["w"])


def not_quite_zero(w, wanted):
    """Weights that are small where exactly 0 is asked."""
    small = np.flatnonzero((wanted == 0) & (w != 0))
    if small.size:
        told = f"{small.size} of {np.sum(wanted == 0)} weights that are 0 at the minimum are not: w[{small[0]}]"
        yield Difference(f"{told} = {w[small[0]]:.3g}.")


class ElasticNet(Check):
    """`elastic_net` with both penalties, also with more features than examples and with two equal columns."""

    tolerance = SOLVED

    def cases(self, rng):
        for n, f, l1, l2 in ((6, 2, 0.5, 0.3), (9, 1, 0.2, 1.1), (17, 6, 1.3, 0.4), (40, 13, 0.1, 2.0)):
            yield case(**problem(rng, n, f, l1, l2))
        yield case(**wide(rng, 6, 9, 0.8))
        made = problem(rng, 11, 3, 0.5, 0.7, some=1.0)
        yield case(**{**made, "X": np.column_stack([made["X"], made["X"][:, 0]])})
        none = problem(rng, 9, 4, 0.0, 0.6)
        yield case(**none)

    def probe(code, X, y, l1, l2):
        w, b = code.elastic_net(X, y, l1, l2)
        return {"w": w, "b": b}

    def judge(self, case, got, expected):
        yield from super().judge(case, got, expected)
        yield from not_quite_zero(got.value["w"], expected.value["w"])


class FirstToEnter(Check):
    """A little above the largest useful l1 all weights are 0 and b is the mean of y; a little below, one is not."""

    kind = Kind.INVARIANT
    tolerance = SOLVED

    def cases(self, rng):
        for n, f, share in ((7, 3, 1.02), (13, 6, 1.02), (7, 3, 0.995), (13, 6, 0.995)):
            X, y = design(rng, n, f), normal(rng, n) * 2 + 6
            yield case(X=X, y=y, l1=share * largest_l1(X, y))

    def probe(code, X, y, l1):
        w, b = code.elastic_net(X, y, l1, 0.0)
        return {"w": w, "b": b}

    def judge(self, case, got, expected):
        yield from super().judge(case, got, expected)
        yield from not_quite_zero(got.value["w"], expected.value["w"])


class OptimalityGap(Check):
    """`optimality_gap` measures how far any w and b are from meeting the conditions, and is 0 at the minimum."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for n, f, l1, l2 in ((5, 2, 0.5, 0.3), (8, 5, 1.0, 0.0), (6, 1, 0.2, 0.8), (14, 7, 3.0, 0.5)):
            w = normal(rng, f)
            w[rng.random(f) < 0.4] = 0.0
            yield case(X=gaps(design(rng, n, f)), y=normal(rng, n) + 3, w=w, b=float(rng.normal()), l1=l1, l2=l2)
        for share in (0.6, 1.4):  # zeros that may stay, and zeros that may not; b right
            X, y = design(rng, 9, 4), normal(rng, 9)
            yield case(X=X, y=y, w=np.zeros(4), b=float(y.mean()) + 0.01, l1=share * largest_l1(X, y), l2=0.2)
        X = design(rng, 7, 3)
        w = normal(rng, 3)
        yield case(X=X, y=X @ w + 2.5, w=w, b=1.0, l1=0.0, l2=0.0)  # only b is wrong, but every weight feels it
        centred = X - X.mean(axis=0)
        yield case(X=centred, y=centred @ w + 2.5, w=w, b=2.0, l1=0.2, l2=0.0)  # b is off by more than any weight
        yield case(X=centred, y=centred @ w + 2.5, w=w, b=3.0, l1=0.2, l2=0.0)

    def probe(code, X, y, w, b, l1, l2):
        return code.optimality_gap(X, y, w, b, l1, l2)


class AtTheMinimum(Check):
    """What `elastic_net` and `ridge` return meets the conditions for a minimum, as the judge computes them."""

    kind = Kind.INVARIANT
    tolerance = SOLVED

    def cases(self, rng):
        for n, f, l1, l2 in ((8, 3, 0.4, 0.1), (25, 10, 0.3, 0.2), (60, 20, 0.2, 0.05)):
            X = design(rng, n, f)
            yield case(X=X, y=X @ normal(rng, f) + normal(rng, n), l1=l1, l2=l2)

    def probe(code, X, y, l1, l2):
        return [list(code.elastic_net(X, y, l1, l2)), list(code.ridge(X, y, l2))]

    def judge(self, case, got, expected):
        X, y, l2 = case["X"], case["y"], case["l2"]
        for (w, b), l1, name in zip(got.value, (case["l1"], 0.0), ("elastic_net", "ridge"), strict=True):
            if not isinstance(w, np.ndarray) or w.shape != X.shape[1:]:
                yield f"`{name}` does not give a w of shape {X.shape[1:]}."
                return
            r = y - X @ w - float(b)
            g = X.T @ r / len(y) - l2 * w
            off = np.where(w != 0, np.abs(g - l1 * np.sign(w)), np.maximum(np.abs(g) - l1, 0.0))
            gap = max(off.max(), abs(r.mean()))
            if not gap <= 1e-4:
                yield f"The answer of `{name}` is off the conditions for a minimum by {gap:.3g}."
