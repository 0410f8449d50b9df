"""Checks of the bias and variance lab. The models that are fitted belong to the probes and are named in the cases."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed

EPOCHS = (4, 8, 32, 2, 3, 19)


def models():
    """Ways to fit, by name: each takes X, y and gives a function that predicts."""

    def mean(X, y):
        level = y.mean()
        return lambda Z: np.full(len(Z), level)

    def linear(X, y):
        def columns(Z):
            return np.column_stack([np.ones(len(Z)), Z])

        w = np.linalg.lstsq(columns(X), y, rcond=None)[0]
        return lambda Z: columns(Z) @ w

    def nearest(X, y):
        X = X.reshape(len(X), -1)

        def predict(Z):
            far = ((Z.reshape(len(Z), 1, -1) - X) ** 2).sum(axis=-1)
            return y[far.argmin(axis=1)]

        return predict

    return {"mean": mean, "linear": linear, "nearest": nearest}


def truth_of(x):
    return np.sin(2.5 * x) + 0.7 * x + 1.0


class SplitError(Check):
    """`split_error` averages over the fits first and over the points last: squared bias and variance."""

    def cases(self, rng):
        for runs, m in ((2, 1), (3, 2), (5, 4), (1, 3), (9, 6)):
            spread = rng.uniform(0.2, 3.0, m)
            yield case(
                predictions=rng.normal(size=(runs, m)) * spread + rng.normal(size=m), truth=rng.normal(size=m) * 2
            )
        yield case(predictions=transposed(rng.normal(size=(4, 7))), truth=gaps(rng.normal(size=7)))
        yield case(predictions=rng.normal(size=(6, 3)) + 500.0, truth=rng.normal(size=3) + 501.0)
        yield case(predictions=np.tile(rng.normal(size=3), (4, 1)), truth=rng.normal(size=3))  # no variance

    def probe(code, predictions, truth):
        return code.split_error(predictions, truth)


class SumsUp(Check):
    """Squared bias and variance add up to the mean squared distance from the truth, to the last digit."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for runs, m in ((2, 3), (7, 5), (40, 11)):
            yield case(predictions=rng.normal(size=(runs, m)) * 2, truth=rng.normal(size=m))

    def probe(code, predictions, truth):
        return list(code.split_error(predictions, truth))

    def judge(self, case, got, expected):
        bias2, variance = got.value
        whole = float(((case["predictions"] - case["truth"]) ** 2).mean())
        if not abs(float(bias2) + float(variance) - whole) <= 1e-9 * whole:
            yield f"{float(bias2):.6g} + {float(variance):.6g} is not the mean squared distance, {whole:.6g}."
        if not (float(bias2) >= 0 and float(variance) >= 0):
            yield "One of the two is negative."


class Decomposed(Check):
    """`decompose` fits each model to data of its own and gives squared bias, variance and the variance of the noise."""

    def cases(self, rng):
        for model, n, m, runs in (("mean", 3, 2, 2), ("linear", 6, 4, 5), ("nearest", 9, 7, 20), ("linear", 5, 1, 1)):
            x, sigma = rng.uniform(-1, 1, m), float(rng.uniform(0.2, 0.7))
            yield case(model=model, n=n, x=x, sigma=sigma, runs=runs, seed=int(rng.integers(2**31)))
        yield case(model="linear", n=8, x=gaps(rng.uniform(-1, 1, 5)), sigma=1.5, runs=40, seed=3)

    def probe(code, model, n, x, sigma, runs, seed):
        rng, drawn, fitted = np.random.default_rng(seed), [], []

        def sample():
            inputs = rng.uniform(-1, 1, n)
            drawn.append(inputs)
            return inputs, truth_of(inputs) + sigma * rng.normal(size=n)

        def fit(X, y):
            fitted.append(X)
            return models()[model](X, y)

        parts = code.decompose(fit, sample, truth_of, x, sigma, runs)
        return {"bias2, variance, noise": list(parts), "samples drawn": len(drawn), "models fitted": len(fitted)}


class LearningCurve(Check):
    """`learning_curve` measures each model on the rows it was fitted to, and on all of the validation set."""

    def cases(self, rng):
        for model, n, v, f, sizes in (
            ("mean", 4, 3, 1, [1, 3]),
            ("linear", 12, 5, 2, [3, 4, 7, 12]),
            ("nearest", 10, 8, 3, [1, 2, 5, 10]),
            ("linear", 9, 15, 1, [9, 4]),
        ):
            X, X_val, w = rng.normal(size=(n, f)), rng.normal(size=(v, f)), rng.normal(size=f)
            y, y_val = X @ w + rng.normal(size=n) + 1.5, X_val @ w + rng.normal(size=v) + 1.5
            yield case(model=model, X=X, y=y, X_val=X_val, y_val=y_val, sizes=sizes)
        X, y = transposed(rng.normal(size=(7, 2))), gaps(rng.normal(size=7))
        yield case(
            model="linear", X=X, y=y, X_val=gaps(rng.normal(size=(4, 2))), y_val=rng.normal(size=4), sizes=[4, 6]
        )

    def probe(code, model, X, y, X_val, y_val, sizes):
        train, val = code.learning_curve(models()[model], X, y, X_val, y_val, sizes)
        return {"train": train, "validation": val}


def curve(rng, epochs, before, level):
    """Errors that fall to `before` in the last quarter but one and to `level` in the last, with noise around both.

    All are multiples of 1/1024 where the quarter is a power of two long, so that means are exact.
    """
    k = max(1, epochs // 4)
    head = level + rng.integers(1, 9, size=max(0, epochs - 2 * k)) / 8 + 1.0
    noise = rng.integers(-64, 65, size=(2, k)) / 64
    for row in noise:
        row[-1] -= row.sum()  # the mean of each quarter stays what it is
    return np.concatenate([head, before + noise[0], level + noise[1]])[-epochs:]


class Diagnosed(Check):
    """`diagnose` reads the levels of two curves: unfinished, underfitting, overfitting, both or fine."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        s, target = 0.25, float(rng.integers(8, 17)) / 8
        # levels above the target: (training, validation, validation a quarter before)
        levels = {
            "fine": (0.5 * s, 1.25 * s, 1.25 * s),
            "better than asked": (-2 * s, -1.5 * s, -1.5 * s),
            "underfitting": (3 * s, 3.5 * s, 3.5 * s),
            "overfitting": (0.5 * s, 3 * s, 2 * s),
            "overfitting below the target": (-5 * s, -1 * s, -1 * s),
            "overfitting that took off": (-1 * s, 2 * s, -0.5 * s),
            "both": (3 * s, 6 * s, 6 * s),
            "unfinished": (3 * s, 3.5 * s, 6 * s),
            "unfinished, with a gap": (0.5 * s, 3 * s, 5 * s),
            "a little progress": (0.5 * s, 1 * s, 1.75 * s),
            "validation below training": (3 * s, 0.5 * s, 0.5 * s),
            "exactly one slack off": (1 * s, 2 * s, 3 * s),
            "just over in bias": (1.25 * s, 1.5 * s, 2 * s),
            "just over in variance": (0.0, 1.25 * s, 1.25 * s),
            "just over in progress": (0.0, 0.5 * s, 1.75 * s),
            "a negative target is no matter": (0.25 * s, 0.5 * s, 0.5 * s),
        }
        for name, (train, val, before) in levels.items():
            base = -target if name.startswith("a negative") else target
            for epochs in EPOCHS:
                exact = 2.0 ** int(rng.integers(-2, 3))  # another unit for the errors
                yield case(
                    train=curve(rng, epochs, base + train + s * float(rng.integers(0, 9)), base + train) * exact,
                    val=curve(rng, epochs, base + before, base + val) * exact,
                    target=base * exact,
                    slack=s * exact,
                )
        yield case(
            train=gaps(np.array([3.0, 1.0, 0.5, 0.25])), val=gaps(np.array([3.0, 2.0, 2.0, 2.0])), target=0.0, slack=0.5
        )

    def probe(code, train, val, target, slack):
        return code.diagnose(train, val, target, slack)
