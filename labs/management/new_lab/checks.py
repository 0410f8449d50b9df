"""Checks of the lab $slug."""

from runner.checks import Check, case, gaps


class Values(Check):
    """What `answer(x)` gives, in the words the learner reads."""

    def cases(self, rng):
        yield case(x=rng.normal(size=(1, 3)))
        yield case(x=gaps(rng.normal(size=(4, 3, 5))))

    def probe(code, x):
        return code.answer(x)
