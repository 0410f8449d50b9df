"""Checks of the universal approximation lab.

A curve is level + tilt x + hollow x² + waves, given as numbers: functions do not travel.
"""

import numpy as np

from runner.checks import Check, Difference, Kind, case, gaps

ROOM = 1.5  # times the error that equal pieces guarantee


def curve(level, tilt=0.0, hollow=0.0, waves=()):
    def f(x):
        return level + tilt * x + hollow * x * x + sum(a * np.sin(w * x + p) for a, w, p in waves)

    return f


def bend_of(curved, x):
    """|f''| at x."""
    waves = sum(a * w * w * np.sin(w * x + p) for a, w, p in curved.get("waves", ()))
    return np.abs(2 * curved.get("hollow", 0.0) - waves + 0 * x)


def wavy(rng, lo, hi, most):
    """A curve of a few waves, the fastest of which makes `most` turns between lo and hi, far from zero."""
    turns = [most, *rng.uniform(0.3, 0.8, 2) * most]
    waves = [[float(rng.uniform(0.4, 1)), float(2 * np.pi * t / (hi - lo)), float(rng.uniform(0, 6))] for t in turns]
    return {"level": float(rng.choice([-1, 1]) * rng.uniform(3, 6)), "tilt": float(rng.uniform(-1, 1)), "waves": waves}


def followed(curved, lo, hi, n_hidden, net):
    """Whether a network follows a curve closely enough, between the knots too."""
    w1, b1, w2, b2 = net
    if [part.shape for part in (w1, b1, w2)] != [(n_hidden,)] * 3 or np.shape(b2) != ():
        found = [np.shape(part) for part in net]
        yield f"The shapes of w1, b1, w2 and b2 are {found}; three times ({n_hidden},) and a number are asked."
        return
    x = np.linspace(lo, hi, 7919)  # a prime: its points are nobody's knots
    wanted = curve(**curved)(x)
    error = np.abs(np.maximum(np.outer(x, w1) + b1, 0.0) @ w2 + b2 - wanted).max()
    allowed = bend_of(curved, x).max() * ((hi - lo) / n_hidden) ** 2 / 8
    rounding = 1e-9 * np.abs(wanted).max()
    if not error <= ROOM * allowed + rounding:
        shown = {"expected": f"at most {ROOM} x {allowed:.4g}", "got": f"{error:.4g}"}
        yield Difference(f"With {n_hidden} units the network is off by up to {error:.4g}.", shown)


def as_arrays(net):
    w1, b1, w2, b2 = net
    return [np.asarray(w1, dtype=float), np.asarray(b1, dtype=float), np.asarray(w2, dtype=float), b2]


class Network(Check):
    """`predict` runs a hidden layer of ReLUs: relu(x w1 + b1) · w2 + b2 for each x."""

    def cases(self, rng):
        for n, h in ((2, 1), (1, 3), (5, 4), (3, 7)):
            net = [rng.normal(size=h), rng.normal(size=h), rng.normal(size=h), float(rng.normal() + 2)]
            net[1][0] = 6 * abs(net[0][0])  # one unit at least is on
            yield case(x=rng.uniform(-3, 3, n), net=net)
        net = [rng.normal(size=5), rng.normal(size=5), rng.normal(size=5) * 100, -3.0]
        yield case(x=gaps(rng.uniform(-3, 3, 6)), net=net)

    def probe(code, x, net):
        return code.predict(x, tuple(net))


class Straight(Check):
    """A straight line is followed exactly, whatever the interval and the width."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for h, lo, hi in ((1, 0.0, 1.0), (3, -2.0, 5.0), (8, 100.0, 103.0), (5, -0.02, -0.01)):
            tilt = float(rng.uniform(1, 3) * rng.choice([-1, 1]))
            yield case(curved={"level": float(rng.uniform(3, 6)), "tilt": tilt}, lo=lo, hi=hi, n_hidden=h)

    def probe(code, curved, lo, hi, n_hidden):
        return as_arrays(code.fit(curve(**curved), lo, hi, n_hidden))

    def judge(self, case, got, expected):
        yield from followed(case["curved"], case["lo"], case["hi"], case["n_hidden"], got.value)


class Parabola(Check):
    """A parabola is off by no more than 1.5 times what equal pieces give: each of the h units has to do its part."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for h, lo, hi in ((1, -1.0, 2.0), (2, 0.0, 1.0), (3, -4.0, -1.0), (5, 10.0, 12.0), (12, -2.0, 3.0)):
            hollow = float(rng.uniform(0.5, 2) * rng.choice([-1, 1]))
            curved = {"level": float(rng.choice([-9, 9])), "tilt": float(rng.normal()), "hollow": hollow}
            yield case(curved=curved, lo=lo, hi=hi, n_hidden=h)

    def probe(code, curved, lo, hi, n_hidden):
        return as_arrays(code.fit(curve(**curved), lo, hi, n_hidden))

    def judge(self, case, got, expected):
        yield from followed(case["curved"], case["lo"], case["hi"], case["n_hidden"], got.value)


class Widths(Check):
    """With 8, 16, 32 and 64 units a wavy curve is followed four times closer each time, also between the knots."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for lo, hi, most in ((0.0, 2.0, 1.0), (-3.0, 4.0, 1.5), (50.0, 50.5, 2.0)):
            yield case(curved=wavy(rng, lo, hi, most), lo=lo, hi=hi)

    def probe(code, curved, lo, hi):
        return [as_arrays(code.fit(curve(**curved), lo, hi, h)) for h in (8, 16, 32, 64)]

    def judge(self, case, got, expected):
        for h, net in zip((8, 16, 32, 64), got.value, strict=True):
            yield from followed(case["curved"], case["lo"], case["hi"], h, net)


def through_points(curved, lo, hi, h):
    """A network that meets the curve in h + 1 points."""
    knots = np.linspace(lo, hi, h + 1)
    slopes = np.diff(curve(**curved)(knots)) / np.diff(knots)
    return [np.ones(h), -knots[:-1], np.diff(slopes, prepend=0.0), float(curve(**curved)(lo))]


class WorstError(Check):
    """`worst_error` looks between the knots too, and finds the largest distance, above the curve or below it."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for lo, hi, h in ((0.0, 1.0, 4), (-5.0, 2.0, 9), (20.0, 24.0, 6)):
            curved = wavy(rng, lo, hi, 1.0)
            net = through_points(curved, lo, hi, h)
            yield case(curved=curved, net=net, lo=lo, hi=hi)
            for shift in (-1.7, 1.7):  # once the curve lies higher throughout, once lower
                yield case(curved=curved, net=[*net[:3], net[3] + shift], lo=lo, hi=hi)

    def probe(code, curved, net, lo, hi):
        return float(code.worst_error(curve(**curved), tuple(net), lo, hi))

    def judge(self, case, got, expected):
        w1, b1, w2, b2 = case["net"]
        x = np.linspace(case["lo"], case["hi"], 30011)
        true = np.abs(np.maximum(np.outer(x, w1) + b1, 0.0) @ w2 + b2 - curve(**case["curved"])(x)).max()
        if not abs(got.value / true - 1) <= 0.01:
            shown = {"expected": f"{true:.6g}, to 1 %", "got": f"{got.value:.6g}"}
            yield Difference(f"The largest distance is {true:.6g}; {got.value:.6g} came back.", shown)
