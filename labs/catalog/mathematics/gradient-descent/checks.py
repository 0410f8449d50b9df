"""Checks of the gradient descent lab."""

import numpy as np

from runner.checks import Check, Kind, Tolerance, case, gaps, transposed

EIGEN = Tolerance(rtol=1e-6)  # room for eigenvalues found by iteration
PATHS = Tolerance(rtol=1e-5, atol=1e-8)  # of a learning rate that is that accurate, over thirty steps


def bowl(rng, n, top=None):
    """A symmetric matrix with eigenvalues well apart, in no particular directions."""
    values = np.cumprod(rng.uniform(1.6, 3.0, size=n))
    Q, _ = np.linalg.qr(rng.normal(size=(n, n)))
    values = values if top is None else values * top / values.max()
    H = (Q * values) @ Q.T
    return (H + H.T) / 2


def slope(name, H):
    """The gradient of a function by name; H sets its shape."""

    def valley(x):
        a, b = x[:-1], x[1:]
        g = np.zeros_like(x)
        g[:-1] = 2 * (a - 1) - 8 * a * (b - a**2)
        g[1:] += 4 * (b - a**2)
        return g

    return {
        "bowl": lambda x: H @ x,
        "shifted bowl": lambda x: H @ (x - 1.25),
        "soft walls": lambda x: np.tanh(H @ x),
        "valley": valley,
    }[name]


class Steps(Check):
    """The trace: x0 first, then each point minus lr times the gradient there."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(name="bowl", H=bowl(rng, 1, 1.0), x0=rng.normal(size=1), lr=0.3, steps=2)
        yield case(name="shifted bowl", H=bowl(rng, 2, 2.0), x0=rng.normal(size=2), lr=0.4, steps=3)
        yield case(name="soft walls", H=bowl(rng, 3, 2.0), x0=rng.normal(size=3) * 2, lr=0.7, steps=6)
        yield case(name="valley", H=np.eye(1), x0=rng.normal(size=4) / 2, lr=0.02, steps=30)
        yield case(name="shifted bowl", H=bowl(rng, 5, 1.0), x0=gaps(rng.normal(size=5)), lr=1.7, steps=12)
        single = {"H": bowl(rng, 3, 1.0).astype(np.float32), "x0": rng.normal(size=3).astype(np.float32)}
        yield case(name="soft walls", **single, lr=0.5, steps=4)

    def probe(code, name, H, x0, lr, steps):
        return code.gd(slope(name, H), x0, lr, steps)


class Shapes(Check):
    """x0 may have any shape, such as that of a weight matrix; the trace has one axis more, in front."""

    kind = Kind.STATE

    def cases(self, rng):
        for shape in ((2, 3), (3, 1), (2, 4, 3)):
            H = bowl(rng, shape[-2], 1.0)
            yield case(name="shifted bowl", H=H, x0=rng.normal(size=shape), lr=0.6, steps=5, tol=0.0)
            yield case(name="soft walls", H=H, x0=rng.normal(size=shape), lr=0.6, steps=60, tol=0.2)
        H, x0 = bowl(rng, 4, 1.0), transposed(rng.normal(size=(4, 3)))
        yield case(name="bowl", H=H, x0=x0, lr=0.6, steps=3, tol=0.0)

    def probe(code, name, H, x0, lr, steps, tol):
        return code.gd(slope(name, H), x0, lr, steps, tol)


class Stops(Check):
    """The first point whose gradient is at most tol long is the last of the trace, and no step leaves it."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(name="bowl", H=np.eye(2), x0=np.array([3.0, 4.0]), lr=0.5, steps=4, tol=5.0)
        yield case(name="bowl", H=2 * np.eye(2), x0=np.array([6.0, -8.0]), lr=0.25, steps=9, tol=5.0)
        yield case(name="shifted bowl", H=bowl(rng, 2, 3.0), x0=np.full(2, 1.25), lr=0.1, steps=5, tol=0.0)
        for tol in (0.5, 0.03, 3.0):
            yield case(name="bowl", H=bowl(rng, 3, 1.0), x0=rng.normal(size=3) + 4, lr=0.9, steps=80, tol=tol)
        yield case(name="soft walls", H=bowl(rng, 4, 2.0), x0=rng.normal(size=4) * 3, lr=0.05, steps=400, tol=0.6)
        yield case(name="valley", H=np.eye(1), x0=rng.normal(size=3) / 2, lr=0.02, steps=7, tol=1e-6)
        yield case(name="bowl", H=bowl(rng, 2, 1.0), x0=rng.normal(size=2), lr=0.3, steps=0, tol=0.0)

    def probe(code, name, H, x0, lr, steps, tol):
        return code.gd(slope(name, H), x0, lr, steps, tol)


class OneGradientEach(Check):
    """`grad` is called at most once for each point of the trace: in training, the gradient is what costs."""

    kind = Kind.COST

    def cases(self, rng):
        for steps, tol in ((3, 0.0), (60, 0.05)):
            yield case(H=bowl(rng, 3, 1.0), x0=rng.normal(size=3) + 2, lr=0.8, steps=steps, tol=tol)

    def probe(code, H, x0, lr, steps, tol):
        calls = []

        def grad(x):
            calls.append(1)
            return H @ x

        return {"points": len(code.gd(grad, x0, lr, steps, tol)), "calls": len(calls)}

    def judge(self, case, got, expected):
        points, calls = got.value["points"], got.value["calls"]
        if calls > points == expected.value["points"]:
            yield f"`grad` was called {calls} times for the {points} points of the trace."


class StableRate(Check):
    """`max_stable_lr(H)` is the border beyond which the steepest direction grows."""

    tolerance = EIGEN

    def cases(self, rng):
        yield case(H=np.array([[4.0]]))
        yield case(H=np.diag([0.5, 8.0]))
        for n in (2, 3, 5):
            yield case(H=bowl(rng, n))
        yield case(H=3 * np.eye(3))
        yield case(H=transposed(bowl(rng, 4, 1e3)))
        yield case(H=bowl(rng, 3, 1e-2))

    def probe(code, H):
        return float(code.max_stable_lr(H))


class Rate(Check):
    """`rate(H, lr)` is the factor of the slowest direction, whether it creeps or overshoots."""

    tolerance = EIGEN

    def cases(self, rng):
        yield case(H=np.array([[2.0]]), lr=0.1)
        yield case(H=np.array([[2.0]]), lr=0.8)
        for n, lr in ((2, 0.1), (2, 1.5), (3, 1.95), (4, 0.7), (3, 2.6)):
            yield case(H=bowl(rng, n, 1.0), lr=lr)
        yield case(H=5 * np.eye(2), lr=0.05)

    def probe(code, H, lr):
        return float(code.rate(H, lr))


class BestRate(Check):
    """`best_lr(H)` balances the flattest direction against the steepest."""

    tolerance = EIGEN

    def cases(self, rng):
        yield case(H=np.array([[4.0]]))
        for n in (2, 3, 5):
            yield case(H=bowl(rng, n))
        yield case(H=np.diag([1.0, 2.0, 10.0]))
        yield case(H=bowl(rng, 3, 1e3))

    def probe(code, H):
        return float(code.best_lr(H))


class Border(Check):
    """Descent on a bowl at 0.9 and at 1.1 times `max_stable_lr(H)`: the first comes to rest, the second runs away."""

    kind = Kind.INVARIANT
    tolerance = PATHS

    def cases(self, rng):
        for n in (1, 2, 4):
            yield case(H=bowl(rng, n), x0=rng.normal(size=n) + 3)

    def probe(code, H, x0):
        border = float(code.max_stable_lr(H))
        return [code.gd(lambda x: H @ x, x0, factor * border, 30) for factor in (0.9, 1.1)]


class BestIsBest(Check):
    """At `best_lr(H)` the slowest direction shrinks by (κ - 1) / (κ + 1) at each step; at 0.8 of it, more slowly."""

    kind = Kind.INVARIANT
    tolerance = PATHS

    def cases(self, rng):
        for n in (2, 3, 5):
            H = bowl(rng, n)
            _, vectors = np.linalg.eigh(H)
            yield case(H=H, x0=vectors[:, 0] * 2 + vectors[:, -1] * 3)

    def probe(code, H, x0):
        lengths = []
        for factor in (1.0, 0.8):
            trace = code.gd(lambda x: H @ x, x0, factor * float(code.best_lr(H)), 20)
            lengths.append(np.sqrt((trace**2).sum(axis=1)))
        return {"distances": lengths, "rate": float(code.rate(H, float(code.best_lr(H))))}
