"""Checks of the lab that most hostile and honest submissions are written for."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed


def size(rng):
    return int(rng.integers(2, 9))


class Scaled(Check):
    """`scale(x, factor)` multiplies every element."""

    def cases(self, rng):
        yield case(x=rng.normal(size=(1, 3)), factor=float(rng.uniform(2, 3)))
        yield case(x=rng.normal(size=(size(rng), 5)).astype(np.float32), factor=-0.5)
        yield case(x=gaps(rng.normal(size=(4, size(rng), 3))), factor=float(rng.uniform(-3, -2)))

    def probe(code, x, factor):
        return code.scale(x, factor)


class Shifted(Check):
    """`shift(x, amount)` adds to every element."""

    def cases(self, rng):
        yield case(x=rng.normal(size=(3,)), amount=float(rng.uniform(1, 2)))
        yield case(x=transposed(rng.normal(size=(size(rng), 6))), amount=-7.25)

    def probe(code, x, amount):
        return code.shift(x, amount)


class SameArrayOtherValues(Check):
    """An array that holds other values now gives other answers, and earlier answers stay as they were."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        shape = (size(rng), 4)
        yield case(before=rng.normal(size=shape), after=rng.normal(size=shape), factor=float(rng.uniform(2, 3)))

    def probe(code, before, after, factor):
        held = before.copy()
        first = code.scale(held, factor)
        held[...] = after
        return [first, code.scale(held, factor)]
