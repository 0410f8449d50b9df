"""Checks of the fair comparison lab.

Spies stand in for scalers and models. A row carries its own number; `describe` and each scaler leave a mark on it, so
that the judge can tell afterwards which rows whoever fitted had seen.
"""

import numpy as np

from runner.checks import Check, Difference, Kind, Tolerance, agree, case, gaps

DESCRIBED, SCALED = 1000, 2000  # marks: 1000 + number of the model, 2000 + number of the fit of a scaler
MOST_FEATURES = 32
ENOUGH = 0.70  # of the digits. Ink in the eight lines alone reads 78 %, in every drawing of the folds
DIGITS, FOLDS = 500, 4


# --- spies, which work in the cell ---------------------------------------------------------------------------------


class SpyScaler:
    """Adds a mark to each row it transforms: the number of its last fit."""

    def __init__(self, fits):
        self.fits, self.mark = fits, SCALED - 1

    def fit(self, Z, y=None):
        self.mark = SCALED + len(self.fits)
        self.fits.append(shown(Z, self.fits))
        return self

    def transform(self, Z):
        return np.column_stack([Z, np.full(len(Z), float(self.mark))])

    def fit_transform(self, Z, y=None):
        return self.fit(Z).transform(Z)


class SpyModel:
    """Notes what it is shown; its answers depend on the rows and labels it was fitted to."""

    def __init__(self, name, number, truth, fits, log):
        self.number, self.truth, self.key, self.scaler_fits = number, truth, 0, fits
        self.seen = {"model": name, "fits": [], "asked": []}
        log.append(self.seen)

    def fit(self, Z, y):
        rows = np.asarray(Z)[:, 0].astype(int).tolist()
        labels = sorted([row, int(label)] for row, label in zip(rows, y))
        self.seen["fits"].append(shown(Z, self.scaler_fits) | {"labels": labels})
        self.key += sum((7 * row + 3 * label) % 101 for row, label in labels)
        return self

    def predict(self, Z):
        self.seen["asked"].append(shown(Z, self.scaler_fits))
        answers = []
        for row, moved in np.asarray(Z)[:, :2].astype(int).tolist():
            luck = (13 * row + 31 * moved + 17 * self.number + self.key) % 10
            answers.append(self.truth[row] if luck < 7 - 3 * moved else self.truth[row] + 1)
        return np.array(answers)


def shown(Z, fits):
    """Which clean and shifted rows these are, and the steps they came through; a scaler as what it was fitted to."""
    Z = np.asarray(Z)
    ways = np.unique(Z[:, 3:].astype(int), axis=0).tolist()
    return {
        "clean": sorted(Z[Z[:, 1] == 0, 0].astype(int).tolist()),
        "shifted": sorted(Z[Z[:, 1] == 1, 0].astype(int).tolist()),
        "ways": [[fits[mark - SCALED] if mark >= SCALED else mark for mark in way] for way in ways],
    }


def spied(code, names, X, X_shifted, y, tests):
    """The scores, and what each model saw: sorted, so that the order of your loops leaves no trace."""
    fits, log, truth = [], [], [int(label) for label in y]

    def entry(number, name):
        return (
            lambda rows: np.column_stack([rows, np.full(len(rows), float(DESCRIBED + number))]),
            lambda: SpyScaler(fits),
            lambda: SpyModel(name, number, truth, fits, log),
        )

    models = {name: entry(number, name) for number, name in enumerate(names)}
    table = code.compare(models, X, X_shifted, y, [np.array(test) for test in tests])
    for seen in log:
        asked = {kind: sorted({row for a in seen["asked"] for row in a[kind]}) for kind in ("clean", "shifted")}
        ways = {str(way): way for a in seen["asked"] for way in a["ways"]}
        seen["asked"] = asked | {"ways": [ways[text] for text in sorted(ways)]}
    return {"scores": as_arrays(table), "models": sorted(log, key=str)}


def as_arrays(table):
    return {
        str(name): {str(kind): np.asarray(scores, dtype=float) for kind, scores in row.items()}
        for name, row in table.items()
    }


# --- what they noted, read in the judge ----------------------------------------------------------------------------


def leaks(models, names, tests, y):
    """What the spies say against a comparison, the worst first."""
    for number, name in enumerate(names):
        fitted = [m for m in models if m["model"] == name and m["fits"]]
        if any(len(m["fits"]) > 1 for m in fitted):
            yield f"A model of `{name}` was fitted more than once: make a new one for each fold."
            return
        for position, test in enumerate(tests):
            where, train = f"`{name}`, fold {position}", sorted(set(range(len(y))) - set(test))
            right = [m for m in fitted if m["fits"][0]["clean"] == train and not m["fits"][0]["shifted"]]
            if not right:
                met = [set(m["fits"][0]["clean"]) & set(test) for m in fitted]
                leaked = (
                    f" Each one met test rows, such as {sorted(min(met, key=len))[:5]}." if met and all(met) else ""
                )
                yield f"{where}: no model was fitted to the {len(train)} clean training rows, each once.{leaked}"
                return
            for m in right:
                if m["fits"][0]["labels"] != [[row, int(y[row])] for row in train]:
                    yield f"{where}: rows and labels do not belong together."
                for what, seen in (("fit", m["fits"][0]), ("predict", m["asked"])):
                    for way in seen["ways"]:
                        yield from (f"{where}, rows of `{what}`: {p}" for p in problems_of(way, train, number))
            for kind in ("clean", "shifted"):
                if not set(test) <= {row for m in right for row in m["asked"][kind]}:
                    yield f"{where}: not all {kind} test rows were put to the model of this fold."


def problems_of(way, train, number):
    """Whether rows came through this model's `describe` and one scaler, which saw the training rows and no others."""
    described, scalers = [s for s in way if isinstance(s, int)], [s for s in way if isinstance(s, dict)]
    if described != [DESCRIBED + number]:
        yield "they did not pass once through this model's own `describe`, and a fitted scaler."
    elif len(scalers) != 1:
        yield f"they passed through {len(scalers)} scalers; one is asked."
    elif foreign := sorted(set(scalers[0]["clean"]) - set(train)):
        yield f"their scaler saw test rows, such as {foreign[:5]}."
    elif scalers[0]["shifted"]:
        yield "their scaler was fitted to shifted rows."
    elif scalers[0]["clean"] != train:
        yield "their scaler did not see each training row once."
    elif scalers[0]["ways"] != [[DESCRIBED + number]]:
        yield "their scaler was fitted to rows that `describe` had not seen."


# --- checks ------------------------------------------------------------------------------------------------------


class Folds(Check):
    """`folds` puts every row into one test part, in an order drawn from `rng`; sizes differ by at most 1."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for n, k in ((19, 19), (23, 5), (40, 8), (45, 2)):
            yield case(n=n, k=k, seed=int(rng.integers(2**31)))

    def probe(code, n, k, seed):
        rng = np.random.default_rng(seed)
        drawn = [code.folds(n, k, rng), code.folds(n, k, rng), code.folds(n, k, np.random.default_rng(seed))]
        return [[np.asarray(test).tolist() for test in one] for one in drawn]

    def judge(self, case, got, expected):
        n, k = case["n"], case["k"]
        for tests in got.value:
            sizes = sorted(len(test) for test in tests)
            if len(sizes) != k or sizes[-1] - sizes[0] > 1:
                asked = f"{k} parts of {n // k} or {-(-n // k)} are asked"
                yield f"{n} rows in {k} folds give parts of {sizes} rows; {asked}."
                return
            if sorted(row for test in tests for row in test) != list(range(n)):
                yield f"The parts do not hold each of the rows 0 to {n - 1} once."
                return
        first, second, again = got.value
        if [row for test in first for row in test] == list(range(n)) or first == second:
            yield "The order is the same each time: it is not drawn from `rng`."
        elif first != again:
            yield "Two generators with the same seed gave different folds."


class Spies(Check):
    """`compare` lets scaler and model of a fold see its training rows alone, and asks about its test rows."""

    kind = Kind.STATE
    tolerance = Tolerance(any_dtype=True)

    def cases(self, rng):
        for n, k, names in ((7, 3, ["A"]), (12, 3, ["by hand", "learnt"]), (29, 4, ["x", "y", "z"])):
            X = np.column_stack([np.arange(n), np.zeros(n), rng.normal(size=n)])
            moved = np.column_stack([np.arange(n), np.ones(n), X[:, 2]])
            tests = [part.tolist() for part in np.array_split(rng.permutation(n), k)]
            y = rng.integers(0, 3, size=n)
            yield case(names=names, X=X, X_shifted=gaps(moved), y=y, tests=tests)

    def probe(code, names, X, X_shifted, y, tests):
        return spied(code, names, X, X_shifted, y, tests)

    def judge(self, case, got, expected):
        found = list(leaks(got.value["models"], case["names"], case["tests"], case["y"]))
        yield from found[:3]
        yield from agree(got.value["scores"], expected.value["scores"], self.tolerance)


class Interval(Check):
    """`interval` is the mean of the scores and t standard errors of it."""

    def cases(self, rng):
        for k, t in ((2, 12.7), (5, 2.776), (10, 2.262)):
            yield case(scores=rng.uniform(0.4, 0.99, k), t=t)
        yield case(scores=gaps(rng.uniform(0.9, 0.91, 7)), t=2.447)

    def probe(code, scores, t):
        return list(code.interval(scores, t))


class Paired(Check):
    """`difference` takes the difference in each fold first: what makes a fold hard for both models falls out."""

    def cases(self, rng):
        for k, t in ((3, 4.303), (5, 2.776), (10, 2.262)):
            b = rng.uniform(0.6, 0.8, k)
            ahead = rng.uniform(0.01, 0.03, k) * np.where(np.arange(k) % 3 == 1, -1, 1)  # once in a while behind
            yield case(a=b + ahead, b=b, t=t)

    def probe(code, a, b, t):
        return list(code.difference(a, b, t))


class Standard:
    """Mean 0 and spread 1 for each feature, by the rows it was fitted to."""

    def fit(self, Z, y=None):
        spread = Z.std(axis=0)
        self.mean, self.spread = Z.mean(axis=0), np.where(spread > 0, spread, 1.0)
        return self

    def transform(self, Z):
        return (Z - self.mean) / self.spread

    def fit_transform(self, Z, y=None):
        return self.fit(Z).transform(Z)


class Layers:
    """Logistic regression where `hidden` is 0, else a network with one hidden layer of ReLUs; no randomness outside."""

    def __init__(self, hidden, steps, rate, decay=0.01):
        self.hidden, self.steps, self.rate, self.decay = hidden, steps, rate, decay

    def fit(self, Z, y):
        rng, sizes = np.random.default_rng(0), [Z.shape[1], *[self.hidden] * bool(self.hidden), 10]
        weights = [rng.normal(size=(i, o)) * np.sqrt(2 / i) * bool(self.hidden) for i, o in zip(sizes, sizes[1:])]
        self.params = [p for W in weights for p in (W, np.zeros(W.shape[1]))]
        speed = [np.zeros_like(p) for p in self.params]
        for _ in range(self.steps):
            made = self.run(Z)
            p = np.exp(made[-1] - made[-1].max(axis=1, keepdims=True))
            delta, grads = (p / p.sum(axis=1, keepdims=True) - np.eye(10)[y]) / len(Z), []
            for W, below in zip(self.params[-2::-2], made[-2::-1]):
                grads = [below.T @ delta + self.decay * W, delta.sum(axis=0), *grads]
                delta = (delta @ W.T) * (below > 0)
            speed = [0.9 * s - self.rate * g for s, g in zip(speed, grads)]
            self.params = [p + s for p, s in zip(self.params, speed)]
        return self

    def run(self, Z):
        made = [Z]
        for W, b in zip(self.params[::2], self.params[1::2]):
            z = made[-1] @ W + b
            made.append(z if W is self.params[-2] else np.maximum(z, 0.0))
        return made

    def predict(self, Z):
        return self.run(Z)[-1].argmax(axis=1)


def logistic():
    return Layers(hidden=0, steps=60, rate=0.5)


def network():
    return Layers(hidden=24, steps=80, rate=0.3)


def pixels(images):
    return images.reshape(len(images), -1)


def digits(rng):
    """Images, the same moved by a column to the left or to the right, labels under other names, and folds."""
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    images, labels = images[:DIGITS].reshape(-1, 8, 8) / 16.0, rng.permutation(10)[labels[:DIGITS]]
    moved = np.zeros_like(images)
    right = rng.random(DIGITS) < 0.5
    moved[right, :, 1:], moved[~right, :, :-1] = images[right, :, :-1], images[~right, :, 1:]
    return images, moved, labels, [part.tolist() for part in np.array_split(rng.permutation(DIGITS), FOLDS)]


def read_right(Z, Z_moved, y, tests, make):
    """Shares of right answers, fold by fold, as the judge works them out: clean and shifted."""
    from threadpoolctl import threadpool_limits  # threads cost more than they gain here

    shares = []
    with threadpool_limits(1):
        for test in tests:
            train = np.setdiff1d(np.arange(len(y)), test)
            scaler = Standard().fit(Z[train])
            model = make().fit(scaler.transform(Z[train]), y[train])
            shares.append([(model.predict(scaler.transform(rows[test])) == y[test]).mean() for rows in (Z, Z_moved)])
    clean, shifted = np.array(shares).T
    return {"clean": clean, "shifted": shifted}


class Features(Check):
    """With your features a logistic model reads 70 % of the digits, and 70 % where each is moved by a column."""

    kind = Kind.TRAINING
    pure = False

    def cases(self, rng):
        images, moved, y, tests = digits(rng)
        yield case(images=images, moved=moved, few=images[:3]).hiding(y=y, tests=tests)

    def probe(code, images, moved, few):
        seen = {"clean": code.features(images), "shifted": code.features(moved)}
        seen["one at a time"] = np.concatenate([code.features(image[None]) for image in few])
        return {name: np.asarray(Z, dtype=float) for name, Z in seen.items()}

    def judge(self, case, got, expected):
        Z, moved, alone = got.value["clean"], got.value["shifted"], got.value["one at a time"]
        if Z.ndim != 2 or len(Z) != DIGITS or not 1 <= Z.shape[1] <= MOST_FEATURES or moved.shape != Z.shape:
            asked = f"[{DIGITS}, F] with F up to {MOST_FEATURES} is asked"
            yield f"`features` gives shape {Z.shape} for {DIGITS} images; {asked}."
        elif not np.isfinite(Z).all() or not np.isfinite(moved).all():
            yield "Some features are not finite numbers."
        elif alone.shape != (3, Z.shape[1]) or np.abs(Z[:3] - alone).max() > 1e-4 * np.abs(Z).max():
            yield "An image alone has other features than among others: compute them from that image only."
        else:
            shares = read_right(Z, moved, case["y"], case["tests"], logistic)
            for kind, reached in ((kind, float(scores.mean())) for kind, scores in shares.items()):
                if not reached >= ENOUGH:
                    shown = {"expected": f"at least {ENOUGH:.0%}", "got": f"{reached:.1%}"}
                    yield Difference(
                        f"{reached:.1%} of the {kind} digits are read right; {ENOUGH:.0%} are asked.", shown
                    )


class Experiment(Check):
    """Your comparison on digits: your features under a logistic model, and a network on pixels."""

    kind = Kind.TRAINING
    needs_reference = False
    pure = False

    def cases(self, rng):
        images, moved, y, tests = digits(rng)
        yield case(images=images, moved=moved, y=y, tests=tests)

    def probe(code, images, moved, y, tests):
        models = {"by hand": (code.features, Standard, logistic), "learnt": (pixels, Standard, network)}
        table = code.compare(models, images, moved, y, [np.array(test) for test in tests])
        for name, row in as_arrays(table).items():
            print(f"{name:>7}: " + ", ".join(f"{kind} {scores.mean():.3f}" for kind, scores in row.items()))
        described = [np.asarray(code.features(rows), dtype=float) for rows in (images, moved)]
        return {"scores": as_arrays(table), "features": described}

    def judge(self, case, got, expected):
        y, tests = case["y"], case["tests"]
        wanted = {
            "by hand": read_right(*got.value["features"], y, tests, logistic),
            "learnt": read_right(pixels(case["images"]), pixels(case["moved"]), y, tests, network),
        }
        yield from agree(got.value["scores"], wanted, Tolerance(atol=0.025))
