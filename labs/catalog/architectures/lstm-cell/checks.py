"""Checks of the LSTM cell lab."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed

NAMES = ("x", "h", "c", "w_ih", "w_hh", "b_ih", "b_hh")
SIZES = ((1, 1, 1), (2, 3, 2), (1, 2, 4), (4, 5, 3), (3, 1, 2), (5, 4, 1))  # N, D, H


def drawn(rng, n, d, h, steps=(), dtype=np.float64):
    """States and weights that move the gates about without shutting them; a c beyond 1."""
    made = {
        "x": rng.normal(size=(*steps, n, d)),
        "h": rng.uniform(-0.9, 0.9, (n, h)),
        "c": rng.normal(size=(n, h)) * 1.5,
        "w_ih": rng.normal(size=(4 * h, d)) / d**0.5,
        "w_hh": rng.normal(size=(4 * h, h)) / h**0.5,
        "b_ih": rng.normal(size=4 * h),
        "b_hh": rng.normal(size=4 * h),
    }
    return {name: value.astype(dtype) for name, value in made.items()}


def cells(rng):
    for n, d, h in SIZES:
        yield drawn(rng, n, d, h)
    one = drawn(rng, 3, 4, 2)
    yield one | {"x": gaps(one["x"]), "c": transposed(one["c"]), "w_hh": transposed(one["w_hh"])}
    yield drawn(rng, 3, 4, 5, dtype=np.float32)


class Cell(Check):
    """`lstm_cell` gives the new h and the new c of one step."""

    def cases(self, rng):
        for one in cells(rng):
            yield case(**one)
        shut = drawn(rng, 2, 3, 2)
        yield case(**shut | {"x": shut["x"] * 1e4})

    def probe(code, x, h, c, w_ih, w_hh, b_ih, b_hh):
        return list(code.lstm_cell(x, h, c, w_ih, w_hh, b_ih, b_hh))


class OneGateAtATime(Check):
    """With one part wide open or shut by its bias, the others show: what each of the four does, and where it lies."""

    def cases(self, rng):
        for gate in range(4):
            for bias in (-40.0, 40.0):
                one = drawn(rng, 2, 3, 2)
                one["b_ih"][2 * gate : 2 * gate + 2] = bias
                yield case(**one)

    def probe(code, x, h, c, w_ih, w_hh, b_ih, b_hh):
        return list(code.lstm_cell(x, h, c, w_ih, w_hh, b_ih, b_hh))


class Sequence(Check):
    """`lstm` gives every step's h, and the last h and c; the state goes on from step to step."""

    def cases(self, rng):
        for steps, (n, d, h) in zip((1, 2, 3, 5, 7, 4), SIZES):
            yield case(**drawn(rng, n, d, h, (steps,)))
        one = drawn(rng, 3, 2, 4, (5,))
        yield case(**one | {"x": transposed(one["x"])})
        yield case(**drawn(rng, 2, 3, 4, (6,), dtype=np.float32))

    def probe(code, x, h, c, w_ih, w_hh, b_ih, b_hh):
        return list(code.lstm(x, h, c, w_ih, w_hh, b_ih, b_hh))


class Memory(Check):
    """With the forget gate open and the input gate shut, c outlasts a hundred steps, and so does its gradient."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for n, d, h in ((1, 2, 1), (2, 3, 4)):
            one = drawn(rng, n, d, h, (100,))
            one["b_ih"][:h], one["b_ih"][h : 2 * h] = -60.0, 60.0
            yield case(**one, dc_last=rng.normal(size=(n, h)))

    def probe(code, x, h, c, w_ih, w_hh, b_ih, b_hh, dc_last):
        c = c.clone().requires_grad_()
        outputs, _, last = code.lstm(x, h, c, w_ih, w_hh, b_ih, b_hh)
        ((last * dc_last).sum() + 0.0 * c.sum()).backward()
        return {"outputs": outputs, "last c": last, "gradient at the first c": c.grad}


class Autograd(Check):
    """Autograd passes through `lstm`, to the inputs, the first state and all weights."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for steps, (n, d, h) in zip((1, 2, 3, 6), SIZES):
            shapes = {"d_outputs": (steps, n, h), "dh_last": (n, h), "dc_last": (n, h)}
            yield case(**drawn(rng, n, d, h, (steps,)), **{k: rng.normal(size=s) for k, s in shapes.items()})

    def probe(code, x, h, c, w_ih, w_hh, b_ih, b_hh, d_outputs, dh_last, dc_last):
        leaves = [v.clone().requires_grad_() for v in (x, h, c, w_ih, w_hh, b_ih, b_hh)]
        outputs, last_h, last_c = code.lstm(*leaves)
        ((outputs * d_outputs).sum() + (last_h * dh_last).sum() + (last_c * dc_last).sum()).backward()
        return {name: leaf.grad for name, leaf in zip(NAMES, leaves)}


class Backward(Check):
    """`lstm_cell_backward` gives all seven gradients of one step, written by hand."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for one in cells(rng):
            shape, dtype = (one["h"].shape, one["h"].dtype)
            given = {"dh_new": rng.normal(size=shape).astype(dtype), "dc_new": rng.normal(size=shape).astype(dtype)}
            yield case(**one, **given)
        for missing in ("dh_new", "dc_new"):
            one = drawn(rng, 3, 2, 4)
            given = {"dh_new": rng.normal(size=(3, 4)), "dc_new": rng.normal(size=(3, 4))}
            yield case(**one, **given | {missing: np.zeros((3, 4))})

    def probe(code, x, h, c, w_ih, w_hh, b_ih, b_hh, dh_new, dc_new):
        import torch

        with torch.no_grad():
            found = code.lstm_cell_backward(x, h, c, w_ih, w_hh, b_ih, b_hh, dh_new, dc_new)
        return dict(zip(NAMES, found, strict=True))


class BackThroughTime(Check):
    """Chained from the last step to the first, `lstm_cell_backward` gives the gradients of a whole sequence."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for steps, n, d, h in ((2, 2, 3, 2), (5, 3, 2, 4)):
            yield case(**drawn(rng, n, d, h, (steps,)), dh_last=rng.normal(size=(n, h)))

    def probe(code, x, h, c, w_ih, w_hh, b_ih, b_hh, dh_last):
        import torch

        weights, states = (w_ih, w_hh, b_ih, b_hh), [(h, c)]
        with torch.no_grad():
            for x_t in x:
                states.append(tuple(code.lstm_cell(x_t, *states[-1], *weights)))
            dh, dc, total = dh_last, torch.zeros_like(c), [torch.zeros_like(w) for w in weights]
            for x_t, state in zip(x.flip(0), states[-2::-1]):
                _, dh, dc, *found = code.lstm_cell_backward(x_t, *state, *weights, dh, dc)
                total = [a + b for a, b in zip(total, found)]
        return dict(zip(NAMES[1:], [dh, dc, *total]))
