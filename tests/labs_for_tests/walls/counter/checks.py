"""Checks of the lab whose answers depend on many calls in a row."""

from runner.checks import Check, Kind, case


class Totals(Check):
    """Over many steps, `step` returns the total each time and `history` tells all of them."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(amounts=rng.integers(1, 10, size=3).tolist())
        yield case(amounts=rng.integers(-50, 50, size=int(rng.integers(20, 40))).tolist())

    def probe(code, amounts):
        counter = code.Counter()
        return {"told": [counter.step(amount) for amount in amounts], "history": counter.history()}


class TwoCounters(Check):
    """Two counters know nothing of each other, and a history handed out does not change later."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        yield case(amounts=rng.integers(1, 100, size=6).tolist())

    def probe(code, amounts):
        one, other = code.Counter(), code.Counter()
        told = [(one.step(amount), other.step(-2 * amount)) for amount in amounts[:3]]
        early = one.history()
        told += [(one.step(amount), other.step(5 * amount)) for amount in amounts[3:]]
        return {"told": told, "early": early, "one": one.history(), "other": other.history()}
