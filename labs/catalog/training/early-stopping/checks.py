"""Checks of the early stopping lab.

A case is a script: the score of each epoch, and training that changes the weights in place in between. Scores are
multiples of 1/64, so that every comparison is exact whatever way it is written.
"""

import math

from runner.checks import Check, Kind, case

NAN, INF = math.nan, math.inf


def level(rng, low, high):
    return int(rng.integers(low, high)) / 64


def trace(start, *steps):
    """Scores that begin at `start`: each step is added to the score before; NaN and infinity stand for themselves."""
    scores, last = [start], start
    for step in steps:
        last = last + step if math.isfinite(step) else last
        scores.append(last if math.isfinite(step) else step)
    return scores


def starting_weights():
    return {"W": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], "b": [7.0, 8.0], "scale": [9.0]}


def train(weights, epoch):
    """One epoch of a pretended optimiser: most numbers change in place, one list is replaced."""
    for row in weights["W"]:
        for i in range(len(row)):
            row[i] += 0.5 + epoch
    weights["b"][0] -= 1.0
    weights["scale"] = [weights["scale"][0] * 2 + epoch]


def copied(weights):
    return {name: [list(row) if isinstance(row, list) else row for row in rows] for name, rows in weights.items()}


def watched(code, scores, settings):
    """What a stopper says of each epoch until it says stop."""
    stopper, weights, said = code.EarlyStopping(**settings), starting_weights(), []
    for epoch, score in enumerate(scores):
        train(weights, epoch)
        stop = stopper.step(score, weights)
        said.append([stop, stopper.best, stopper.best_epoch])
        if stop:
            break
    return said


class Patience(Check):
    """`step` says stop at the `patience`-th epoch in a row without a better score; a better one sets the count back."""

    kind = Kind.STATE

    def cases(self, rng):
        s, d = level(rng, 200, 400), level(rng, 5, 20)
        yield case(scores=trace(s, d, d, d, d), settings={"patience": 1})
        yield case(scores=trace(s, d, d, d, d), settings={"patience": 2})
        yield case(scores=trace(s, -d, d, d, d, d), settings={"patience": 3})
        yield case(scores=trace(s, d, -2 * d, d, -2 * d, d, d, d, d), settings={"patience": 3})
        yield case(scores=trace(s, -d, 2 * d, d, -d, -d, d, d, d), settings={"patience": 4})  # falling, never better
        yield case(scores=trace(s, -d, -d, -d, -d), settings={"patience": 2})
        yield case(scores=trace(-s, d, d, d, d, d), settings={})

    def probe(code, scores, settings):
        return watched(code, scores, settings)


class Ties(Check):
    """An equal score is not a better one."""

    kind = Kind.STATE

    def cases(self, rng):
        s, d = level(rng, 200, 400), level(rng, 5, 20)
        yield case(scores=trace(s, 0, 0, 0, 0), settings={"patience": 2})
        yield case(scores=trace(s, d, -d, d, -d, d, -d), settings={"patience": 4, "mode": "min"})
        yield case(scores=trace(s, -d, d, -d, d, -d, d), settings={"patience": 4, "mode": "max"})

    def probe(code, scores, settings):
        return watched(code, scores, settings)


class MinDelta(Check):
    """Only a gain of more than `min_delta` over the best score counts, and small gains may add up to one."""

    kind = Kind.STATE

    def cases(self, rng):
        for sign, mode in ((-1, "min"), (1, "max")):
            s, d = level(rng, 400, 600), level(rng, 10, 30)
            settings = {"patience": 3, "min_delta": d, "mode": mode}
            half, more = sign * d / 2, sign * (d + 1 / 64)
            yield case(scores=trace(s, sign * d, 0, 0, 0), settings=settings)  # exactly min_delta
            yield case(scores=trace(s, more, -more, 0, 0), settings=settings)
            yield case(scores=trace(s, half, half, half, half, half, half, -half, 0, 0), settings=settings)  # adds up
            yield case(scores=trace(-s, half, 0, more, 0, 0, 0), settings=settings)
            yield case(scores=trace(1 / 64, half, -sign * 2 * d, 0, 0), settings=settings)

    def probe(code, scores, settings):
        return watched(code, scores, settings)


class LargerIsBetter(Check):
    """With mode "max" a larger score is the better one, and `best` is that score as it was given."""

    kind = Kind.STATE

    def cases(self, rng):
        s, d = level(rng, 20, 40), level(rng, 5, 15)
        yield case(scores=trace(s, d, -d, -d, -d), settings={"patience": 2, "mode": "max"})
        yield case(scores=trace(s, -d, -d, 4 * d, -d, d, 2 * d, -d, -d, -d), settings={"patience": 3, "mode": "max"})
        yield case(scores=trace(-8 * s, d, -d, -d), settings={"patience": 2, "mode": "max"})

    def probe(code, scores, settings):
        return watched(code, scores, settings)


class NotANumber(Check):
    """A score that is NaN or infinite is never the best, not even the first; its epoch counts as one without a gain."""

    kind = Kind.STATE

    def cases(self, rng):
        for sign, mode in ((-1, "min"), (1, "max")):
            s, d = level(rng, 200, 400), sign * level(rng, 5, 20)
            yield case(scores=trace(s, NAN, d, NAN, NAN, NAN), settings={"patience": 2, "mode": mode})
            yield case(scores=[NAN, *trace(s, d, -d, -d, -d)], settings={"patience": 2, "mode": mode})
            yield case(scores=[sign * INF, *trace(s, d, -d, -d)], settings={"patience": 2, "mode": mode})
            yield case(scores=trace(s, d, sign * INF, -sign * INF, -d, -d), settings={"patience": 3, "mode": mode})
            yield case(scores=[NAN, NAN, NAN, *trace(s, d)], settings={"patience": 3, "mode": mode})
            yield case(scores=trace(s, d, -d, NAN, -d, -d, -d), settings={"patience": 4, "mode": mode})

    def probe(code, scores, settings):
        return watched(code, scores, settings)


class Restored(Check):
    """`finish` gives back the weights of the best epoch, however the run ended, and may be called again."""

    kind = Kind.STATE

    def cases(self, rng):
        s, d = level(rng, 200, 400), level(rng, 10, 20)
        for scores, settings in (
            (trace(s, d), {"patience": 1}),
            (trace(s, -d, d, d), {"patience": 2}),
            (trace(s, -d, d, d), {"patience": 9}),  # never stopped
            (trace(s, -d, d, -d, -d), {"patience": 9}),  # the last epoch is the best
            (trace(s, -d, -d / 2, d, d), {"patience": 3, "min_delta": d}),
            (trace(s, -d / 2, d, d), {"patience": 3, "min_delta": d}),
            (trace(s, d, -d, -d), {"patience": 2, "mode": "max"}),
            (trace(s, -d, d, d), {"patience": 2, "restore": False}),
            ([NAN, NAN], {"patience": 2}),
        ):
            yield case(scores=scores, settings=settings)

    def probe(code, scores, settings):
        stopper, weights, after = code.EarlyStopping(**settings), starting_weights(), []
        for epoch, score in enumerate(scores):
            train(weights, epoch)
            stopper.step(score, weights)
            after.append(copied(weights))
        stopper.finish(weights)
        restored = copied(weights)
        train(weights, 99)
        stopper.finish(weights)
        return {"after each step": after, "after finish": restored, "after finish, once more": weights}


class TwoAtOnce(Check):
    """Two stoppers do not disturb one another: one watches the loss, the other the accuracy."""

    kind = Kind.STATE

    def cases(self, rng):
        for epochs in (3, 9):
            losses = trace(level(rng, 200, 400), *(-level(rng, 1, 9) for _ in range(epochs - 1)))
            right = trace(level(rng, 20, 40), *(level(rng, -9, 9) for _ in range(epochs - 1)))
            yield case(losses=losses, right=right)

    def probe(code, losses, right):
        one, other = code.EarlyStopping(patience=4), code.EarlyStopping(patience=2, mode="max")
        weights, others = starting_weights(), {"b": [0.0]}
        said = []
        for epoch, (loss, share) in enumerate(zip(losses, right, strict=True)):
            train(weights, epoch)
            others["b"][0] += 1.0
            said.append([one.step(loss, weights), other.step(share, others)])
            if any(said[-1]):
                break
        one.finish(weights)
        other.finish(others)
        return {"said": said, "best": [one.best, other.best], "weights": [weights, others]}


class LongRuns(Check):
    """Noisy runs of many epochs, with every setting, end where they should."""

    kind = Kind.STATE

    def cases(self, rng):
        for n in range(24):
            mode = ("min", "max")[n % 2]
            steps = [int(v) / 64 for v in rng.integers(-12, 13, size=39)]
            for at in rng.integers(len(steps), size=3):
                steps[at] = (NAN, INF, -INF)[int(rng.integers(3))]
            settings = {"patience": int(rng.integers(1, 9)), "min_delta": level(rng, 0, 20), "mode": mode}
            yield case(scores=trace(level(rng, 300, 400), *steps), settings=settings)

    def probe(code, scores, settings):
        stopper, weights, epoch = code.EarlyStopping(**settings), starting_weights(), 0
        for epoch, score in enumerate(scores):
            train(weights, epoch)
            if stopper.step(score, weights):
                break
        stopper.finish(weights)
        return {"last epoch": epoch, "best": stopper.best, "best epoch": stopper.best_epoch, "weights": weights}


class Refused(Check):
    """A patience below 1, a negative min_delta and an unknown mode are refused with ValueError."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        for settings in (
            *({"patience": 0}, {"patience": -2}, {"patience": 1}, {"min_delta": -0.25}, {"min_delta": 0.0}),
            *({"mode": "maximum"}, {"mode": "Min"}, {"mode": ""}, {"mode": "max"}),
        ):
            yield case(settings=settings)

    def probe(code, settings):
        try:
            code.EarlyStopping(**settings)
        except ValueError:
            return "ValueError"
        return "accepted"
