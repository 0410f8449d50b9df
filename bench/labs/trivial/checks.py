"""One check, one case: what is left is the judge's own cost."""

from runner.checks import Check, case


class Doubled(Check):
    """`double(x)` is 2 x."""

    def cases(self, rng):
        yield case(x=rng.normal(size=(3, 4)))

    def probe(code, x):
        return code.double(x)
