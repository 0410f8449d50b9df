"""Checks of the linear layer's backward pass."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed


def draw(rng, *batch, i, o):
    """X, W and the gradient that arrives: no two axes of the same size, unless it is asked for."""
    return {"dY": rng.normal(size=(*batch, o)), "X": rng.normal(size=(*batch, i)), "W": rng.normal(size=(o, i))}


def single(inputs):
    return {name: value.astype(np.float32) for name, value in inputs.items()}


def gradients(code, dY, X, W):
    dX, dW, db = code.linear_backward(dY, X, W)
    return {"dX": dX, "dW": dW, "db": db}


def scalar(X, A):
    return np.trace(X.T @ A @ X)


class Batch(Check):
    """A batch `[N, i]`: each gradient has the shape of what it belongs to, and dW and db are sums over the rows."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for n, i, o in ((2, 3, 4), (5, 4, 2), (3, 1, 2), (4, 3, 1), (7, 2, 3)):
            yield case(**draw(rng, n, i=i, o=o))
        inputs = draw(rng, 6, i=5, o=3)
        yield case(dY=gaps(inputs["dY"]), X=transposed(inputs["X"]), W=transposed(inputs["W"]))
        yield case(**single(draw(rng, 9, i=4, o=6)))

    def probe(code, dY, X, W):
        return gradients(code, dY, X, W)


class OneRow(Check):
    """A batch of one row, and a single vector `[i]` without any batch axis."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield case(**draw(rng, 1, i=3, o=2))
        yield case(**draw(rng, i=2, o=3))
        yield case(**draw(rng, i=4, o=1))

    def probe(code, dY, X, W):
        return gradients(code, dY, X, W)


class Square(Check):
    """As many inputs as outputs as rows: here a transposed or swapped matrix would still have the right shape."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for n in (2, 3, 5):
            yield case(**draw(rng, n, i=n, o=n))

    def probe(code, dY, X, W):
        return gradients(code, dY, X, W)


class MoreAxes(Check):
    """Batches of sequences `[B, T, i]` and images `[B, H, W, i]`: every position is a row like any other."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield case(**draw(rng, 2, 3, i=4, o=2))
        yield case(**draw(rng, 1, 5, i=2, o=3))
        yield case(**draw(rng, 3, 1, i=3, o=5))
        yield case(**draw(rng, 2, 3, 4, i=3, o=5))
        inputs = draw(rng, 4, 2, i=3, o=6)
        yield case(dY=transposed(inputs["dY"]), X=gaps(inputs["X"]), W=inputs["W"])
        yield case(**single(draw(rng, 3, 2, i=5, o=4)))

    def probe(code, dY, X, W):
        return gradients(code, dY, X, W)


class Trace(Check):
    """The gradients of tr(XᵀAX), for an A that is not symmetric."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for n, m in ((2, 1), (2, 3), (4, 3), (1, 2), (3, 3)):
            yield case(X=rng.normal(size=(n, m)), A=rng.normal(size=(n, n)))
        yield case(X=gaps(rng.normal(size=(5, 2))), A=transposed(rng.normal(size=(5, 5))))
        yield case(X=rng.normal(size=(3, 4)).astype(np.float32), A=rng.normal(size=(3, 3)).astype(np.float32))

    def probe(code, X, A):
        dX, dA = code.d_trace_quad(X, A)
        return {"dX": dX, "dA": dA}


class FirstOrder(Check):
    """The gradients predict how tr(XᵀAX) changes: a small step in every entry, measured and predicted alike."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for n, m in ((2, 3), (5, 4)):
            X, A = rng.normal(size=(n, m)), rng.normal(size=(n, n))
            yield case(X=X, A=A, step=rng.normal(size=(n, m)), turn=rng.normal(size=(n, n)))

    def probe(code, X, A, step, turn):
        dX, dA = code.d_trace_quad(X, A)
        return {"by X": float((dX * step).sum()), "by A": float((dA * turn).sum())}

    def judge(self, case, got, expected):
        X, A, step, turn, h = case["X"], case["A"], case["step"], case["turn"], 1e-5
        measured = {
            "by X": (scalar(X + h * step, A) - scalar(X - h * step, A)) / (2 * h),
            "by A": (scalar(X, A + h * turn) - scalar(X, A - h * turn)) / (2 * h),
        }
        for name, slope in measured.items():
            if not abs(got.value[name] - slope) <= 1e-6 * (1 + abs(slope)):
                yield f"{name}: the trace changes by {slope:.6g}, your gradient predicts {got.value[name]:.6g}."
