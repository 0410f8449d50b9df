"""Checks of the learning-rate schedules lab.

A case asks for the rates of several steps, in an order of its own; the answer is an array with one rate for each.
"""

import numpy as np

from runner.checks import Check, Kind, case


def rate(rng):
    return round(float(10.0 ** rng.uniform(-3, 0)), 6)


def shuffled(rng, last):
    """0 to `last`, each once, in any order."""
    return [int(t) for t in rng.permutation(last + 1)]


def asked(schedule, ts, settings):
    return np.array([float(schedule(t, **settings)) for t in ts])


class StepDecay(Check):
    """`step_decay` stays for `every` steps, then falls by the factor at once."""

    def cases(self, rng):
        yield case(ts=[0, 1, 2, 3, 4], settings={"lr": 1.0, "every": 2, "factor": 0.5})
        yield case(ts=shuffled(rng, 200), settings={"lr": rate(rng), "every": 30, "factor": 0.1})
        yield case(ts=shuffled(rng, 50), settings={"lr": rate(rng), "every": 1, "factor": 0.93})
        yield case(ts=[0, 6, 7, 8], settings={"lr": rate(rng), "every": 7, "factor": 1.5})

    def probe(code, ts, settings):
        return asked(code.step_decay, ts, settings)


class Exponential(Check):
    """`exponential` is multiplied by the factor at each step."""

    def cases(self, rng):
        yield case(ts=[0, 1, 2], settings={"lr": 1.0, "factor": 0.5})
        yield case(ts=shuffled(rng, 200), settings={"lr": rate(rng), "factor": 0.97})
        yield case(ts=[3, 0, 20], settings={"lr": rate(rng), "factor": 1.25})

    def probe(code, ts, settings):
        return asked(code.exponential, ts, settings)


class Cosine(Check):
    """`cosine` goes from `lr` at t = 0 to `floor` at t = steps along half a cosine."""

    def cases(self, rng):
        yield case(ts=[0, 1, 2, 3, 4], settings={"lr": 1.0, "steps": 4})
        yield case(ts=[0, 1, 2, 3], settings={"lr": 1.0, "steps": 3, "floor": 0.25})
        yield case(ts=[0, 1], settings={"lr": rate(rng), "steps": 1})
        high = rate(rng)
        yield case(ts=shuffled(rng, 200), settings={"lr": high, "steps": 200, "floor": high / 7})

    def probe(code, ts, settings):
        return asked(code.cosine, ts, settings)


class WarmRestarts(Check):
    """`warm_restarts` is back at `lr` in the very step at which a cycle begins, however long the cycles have become."""

    def cases(self, rng):
        yield case(ts=[0, 1, 2, 3, 4, 5, 6, 7], settings={"lr": 1.0, "first": 3})
        yield case(ts=[0, 1, 2, 3, 4, 5, 6, 7, 8], settings={"lr": 1.0, "first": 2, "growth": 2, "floor": 0.2})
        yield case(ts=shuffled(rng, 200), settings={"lr": rate(rng), "first": 10, "growth": 2})
        yield case(ts=shuffled(rng, 200), settings={"lr": rate(rng), "first": 1, "growth": 3})
        high = rate(rng)
        yield case(ts=shuffled(rng, 200), settings={"lr": high, "first": 13, "growth": 1, "floor": high / 5})
        yield case(ts=[1209, 1210, 1211], settings={"lr": rate(rng), "first": 10, "growth": 3})

    def probe(code, ts, settings):
        return asked(code.warm_restarts, ts, settings)


class OneCycle(Check):
    """`one_cycle` goes up until t = warm · steps - 1 and down until t = steps - 1, far below where it began."""

    def cases(self, rng):
        yield case(
            ts=list(range(8)), settings={"lr": 1.0, "steps": 8, "warm": 0.5, "start_divisor": 5.0, "end_divisor": 4.0}
        )
        yield case(ts=shuffled(rng, 199), settings={"lr": rate(rng), "steps": 200})
        yield case(ts=shuffled(rng, 16), settings={"lr": rate(rng), "steps": 17, "warm": 0.25, "end_divisor": 10.0})
        yield case(ts=shuffled(rng, 50), settings={"lr": rate(rng), "steps": 51, "warm": 0.7, "start_divisor": 3.0})

    def probe(code, ts, settings):
        return asked(code.one_cycle, ts, settings)


class WarmupCosine(Check):
    """`warmup_cosine` climbs a straight line from 0 to `lr` at t = warmup, then falls to `floor` at t = steps."""

    def cases(self, rng):
        yield case(ts=list(range(7)), settings={"lr": 1.0, "warmup": 2, "steps": 6})
        yield case(ts=[0, 1, 2, 3], settings={"lr": 1.0, "warmup": 0, "steps": 3, "floor": 0.1})
        high = rate(rng)
        yield case(ts=shuffled(rng, 200), settings={"lr": high, "warmup": 20, "steps": 200, "floor": high / 10})
        yield case(ts=shuffled(rng, 90), settings={"lr": rate(rng), "warmup": 1, "steps": 90})

    def probe(code, ts, settings):
        return asked(code.warmup_cosine, ts, settings)


def falling(rng, size):
    """A metric that falls in bouts, with rests, ties and small set-backs."""
    metrics, level = [], 1.0
    for _ in range(size):
        kind = rng.choice(["better", "barely", "tie", "worse"], p=[0.25, 0.15, 0.2, 0.4])
        level *= {"better": 0.7, "barely": 0.98}.get(str(kind), 1.0)
        metrics.append(float(f"{level * (1.2 if kind == 'worse' else 1.0):.6g}"))
    return metrics


class PlateauRates(Check):
    """`Plateau.step` lowers the rate at the metric after `patience` bad ones, and rests as long as `cooldown` says."""

    kind = Kind.STATE

    def cases(self, rng):
        strict = {"lr": 1.0, "factor": 0.5, "threshold": 0.0}
        yield case(metrics=[1.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0], settings={**strict, "patience": 2})
        yield case(metrics=[3.0, 2.0, 2.5, 2.5, 1.0, 2.0, 2.0, 2.0, 2.0], settings={**strict, "patience": 2})
        yield case(metrics=[2.0, 2.0, 2.0, 2.0, 2.0], settings={**strict, "patience": 1})
        yield case(metrics=[2.0, 3.0, 2.9, 2.8, 2.7, 2.6, 2.5], settings={**strict, "patience": 1})
        yield case(metrics=[2.0, 1.9, 1.8, 1.7, 1.5, 1.4], settings={**strict, "patience": 0, "threshold": 0.1})
        yield case(metrics=[0.02, 0.015, 0.01, 0.007, 0.009], settings={**strict, "patience": 0, "threshold": 0.1})
        yield case(metrics=[0.5, -1.0, -0.5, -2.0, -1.5, -2.0, 2.5], settings={**strict, "patience": 1})
        yield case(metrics=[1.0] + [2.0] * 9, settings={**strict, "patience": 0, "cooldown": 3})
        yield case(metrics=[1.0] + [2.0] * 12, settings={**strict, "patience": 2, "cooldown": 2})
        yield case(metrics=[1.0] + [2.0] * 6, settings={**strict, "patience": 0, "floor": 0.2})
        yield case(metrics=[1.0] + [2.0] * 24, settings={"lr": rate(rng)})
        yield case(metrics=[1.0] + [0.99995] * 11 + [0.99992] * 12, settings={"lr": rate(rng)})
        for patience, threshold, cooldown in ((2, 0.05, 0), (1, 0.05, 2), (3, 0.0, 1)):
            settings = {"factor": 0.8, "patience": patience, "threshold": threshold, "cooldown": cooldown}
            yield case(metrics=falling(rng, 200), settings={"lr": rate(rng), **settings})

    def probe(code, metrics, settings):
        plateau = code.Plateau(**settings)
        return np.array([float(plateau.step(metric)) for metric in metrics])


class PlateauNan(PlateauRates):
    """A metric that is NaN is no improvement, and is forgotten when the next one comes."""

    def cases(self, rng):
        nan, settings = float("nan"), {"lr": 1.0, "factor": 0.5, "threshold": 0.0, "patience": 1}
        yield case(metrics=[2.0, nan, nan, 3.0, 3.0, 1.0, 3.0, 3.0], settings=settings)
        yield case(metrics=[nan, 2.0, nan, 1.0, 3.0, 3.0, 3.0], settings=settings)
        yield case(metrics=[nan, 2.0, nan, nan, 1.0], settings={**settings, "patience": 0})


class TwoAtOnce(Check):
    """Two `Plateau`s side by side know nothing of each other."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(one=falling(rng, 12), other=falling(rng, 12)[::-1], lr=rate(rng))

    def probe(code, one, other, lr):
        first, second = (code.Plateau(lr, factor=f, patience=1, threshold=0.01) for f in (0.5, 0.7))
        return [np.array([float(first.step(a)), float(second.step(b))]) for a, b in zip(one, other, strict=True)]
