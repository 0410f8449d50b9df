"""Checks of the digit recogniser lab."""

from itertools import combinations, pairwise

import numpy as np

from runner.checks import Check, Difference, Kind, agree, case, gaps, transposed

HELD_OUT = 540
ENOUGH = 0.95  # a right solution reads 97.6 % with a spread of 0.6 %: chance alone refuses none
CONFIG = {"hidden": 96, "epochs": 25, "batch_size": 16, "lr": 0.1, "l2": 5e-3}


def layers(rng, *sizes):
    """Parameters whose biases are not zero and whose logits differ by much."""
    return [[rng.normal(size=(i, o)), rng.normal(size=o)] for i, o in zip(sizes, sizes[1:])]


def pairs(params):
    return [(W, b) for W, b in params]


class Standardised(Check):
    """`standardise` uses the mean and spread of the training rows alone, and survives a constant feature."""

    def cases(self, rng):
        for n, m, f in ((3, 2, 2), (7, 4, 5), (6, 1, 3)):
            train = rng.normal(size=(n, f)) * rng.uniform(0.5, 20, f) + rng.normal(size=f) * 10
            train[:, 0] = 3.0
            yield case(train=train, other=rng.normal(size=(m, f)) * 5 + 2)
        yield case(train=gaps(rng.normal(size=(5, 4)) + 3), other=transposed(rng.normal(size=(3, 4))))

    def probe(code, train, other):
        return code.standardise(train, other)


class Initialised(Check):
    """`init_params` draws weights of mean 0 and variance 2 / fan_in, another time others, and biases of 0."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        yield case(sizes=[300, 200, 40], seed=int(rng.integers(2**31)))
        yield case(sizes=[64, 500], seed=int(rng.integers(2**31)))

    def probe(code, sizes, seed):
        rng = np.random.default_rng(seed)
        return [[list(layer) for layer in code.init_params(sizes, rng)] for _ in range(2)]

    def judge(self, case, got, expected):
        shapes = list(zip(case["sizes"], case["sizes"][1:]))
        first, second = got.value
        for params in (first, second):
            if [(W.shape, b.shape) for W, b in params] != [((i, o), (o,)) for i, o in shapes]:
                yield f"The shapes are {[(W.shape, b.shape) for W, b in params]}; [in, out] and [out] are asked."
                return
        for W, b in first:
            wanted = np.sqrt(2 / len(W))
            if abs(W.std() / wanted - 1) > 0.05 or abs(W.mean()) > 5 * wanted / np.sqrt(W.size):
                found = f"mean {W.mean():.3g} and spread {W.std():.3g}"
                yield f"With {len(W)} inputs the weights have {found}; 0 and {wanted:.3g} are asked."
            if np.any(b != 0):
                yield "A bias does not start at 0."
        if any(np.array_equal(one[0], two[0]) for one, two in zip(first, second)):
            yield "Two calls with one generator gave the same weights."


class Logits(Check):
    """`forward` gives the logits of two layers and of four: ReLU in between, nothing after the last."""

    def cases(self, rng):
        for n, sizes in ((2, (3, 4, 2)), (1, (5, 3, 4)), (6, (4, 7, 5, 6, 3))):
            yield case(params=layers(rng, *sizes), X=rng.normal(size=(n, sizes[0])))
        yield case(params=layers(rng, 5, 4, 3), X=gaps(rng.normal(size=(3, 5))))

    def probe(code, params, X):
        return code.forward(pairs(params), X)


class LossAndGradients(Check):
    """`loss_and_grads` gives the mean loss with its penalty on weights, and its gradient for every W and b."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for n, sizes, l2 in ((2, (3, 4, 2), 0.0), (5, (4, 6, 3), 0.3), (1, (3, 5, 4), 0.1), (7, (4, 5, 6, 3), 0.05)):
            X, y = rng.normal(size=(n, sizes[0])), rng.integers(sizes[-1], size=n)
            yield case(params=layers(rng, *sizes), X=X, y=y, l2=l2)
        far = [[W * 30, b] for W, b in layers(rng, 3, 4, 3)]
        yield case(params=far, X=rng.normal(size=(4, 3)) * 10, y=np.array([0, 2, 1, 1]), l2=0.01)

    def probe(code, params, X, y, l2):
        loss, grads = code.loss_and_grads(pairs(params), X, y, l2)
        return {"loss": float(loss), "grads": [list(layer) for layer in grads]}


class Batches(Check):
    """`batches` names every row once an epoch, in an order that changes, and keeps the short rest."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for n, size in ((21, 5), (40, 8), (30, 64), (23, 4)):
            yield case(n=n, size=size, seed=int(rng.integers(2**31)))

    def probe(code, n, size, seed):
        rng = np.random.default_rng(seed)
        return [[np.asarray(rows) for rows in code.batches(n, size, rng)] for _ in range(2)]

    def judge(self, case, got, expected):
        n, size = case["n"], case["size"]
        for rows in got.value:
            wanted = [size] * (n // size) + [n % size] * (n % size > 0)
            if [len(r) for r in rows] != wanted:
                yield f"The batches hold {[len(r) for r in rows]} rows; {wanted} are asked for {n} rows."
                return
            if not np.array_equal(np.sort(np.concatenate(rows)), np.arange(n)):
                yield f"The batches do not name each of the {n} rows once."
                return
        orders = [np.concatenate(rows) for rows in got.value]
        if any(np.array_equal(order, np.arange(n)) for order in orders) or np.array_equal(*orders):
            yield "The rows come in the same order every epoch."


class Predicted(Check):
    """`predict` names the class with the largest logit, for each row."""

    def cases(self, rng):
        for n, sizes in ((4, (3, 5, 4)), (1, (4, 3, 6)), (6, (5, 8, 6))):
            yield case(params=layers(rng, *sizes), X=rng.normal(size=(n, sizes[0])) * 2)

    def probe(code, params, X):
        return [int(c) for c in code.predict(pairs(params), X)]


def trained(code, X, y, cfg, epochs):
    params = code.train(X, y, cfg | {"epochs": epochs, "report": lambda *_, **__: None})
    return [list(layer) for layer in params]


def stepped(params, X, y, cfg):
    """One step downhill from `params`, as the judge works it out."""
    (W1, b1), (W2, b2) = params
    hidden = np.maximum(X @ W1 + b1, 0.0)
    z = hidden @ W2 + b2
    p = np.exp(z - z.max(axis=1, keepdims=True))
    delta = (p / p.sum(axis=1, keepdims=True) - np.eye(z.shape[1])[y]) / len(X)
    below = (delta @ W2.T) * (hidden > 0)
    grads = [[X.T @ below + cfg["l2"] * W1, below.sum(axis=0)], [hidden.T @ delta + cfg["l2"] * W2, delta.sum(axis=0)]]
    return [[W - cfg["lr"] * dW, b - cfg["lr"] * db] for (W, b), (dW, db) in zip(params, grads)]


def small_set(rng, n, f, hidden, classes, batch_size):
    y = np.concatenate([np.arange(classes), rng.integers(classes, size=n - classes)])
    cfg = {"hidden": hidden, "batch_size": batch_size, "lr": 0.25, "l2": 0.1, "seed": int(rng.integers(2**31))}
    return case(X=rng.normal(size=(n, f)), y=y, cfg=cfg)


class OneStep(Check):
    """One epoch of `train` on a single batch moves every W and b by lr times its gradient, downhill."""

    kind = Kind.STATE

    def cases(self, rng):
        yield small_set(rng, 6, 3, 4, 3, batch_size=6)
        yield small_set(rng, 9, 5, 7, 4, batch_size=9)

    def probe(code, X, y, cfg):
        return [trained(code, X, y, cfg, epochs) for epochs in (0, 1)]

    def judge(self, case, got, expected):
        before, after = got.value
        yield from agree(after, stepped(before, case["X"], case["y"], case["cfg"]), self.tolerance)


def batches_between(before, after, X, y, cfg, tolerance):
    """The two batches whose steps lead from the weights before an epoch to those after it; None if there are none."""
    everything = set(range(len(X)))
    for chosen in combinations(range(len(X)), cfg["batch_size"]):
        first, rest = list(chosen), sorted(everything - set(chosen))
        reached = stepped(stepped(before, X[first], y[first], cfg), X[rest], y[rest], cfg)
        if not agree(after, reached, tolerance):
            return first, rest
    return None


class Epochs(Check):
    """Each epoch of `train` takes a step for every batch, uses each row once, and draws the batches anew."""

    kind = Kind.STATE

    def cases(self, rng):
        yield small_set(rng, 7, 3, 4, 3, batch_size=4)

    def probe(code, X, y, cfg):
        return [trained(code, X, y, cfg, epochs) for epochs in range(6)]

    def judge(self, case, got, expected):
        X, y, cfg, seen = case["X"], case["y"], case["cfg"], []
        for epoch, (before, after) in enumerate(pairwise(got.value), start=1):
            seen.append(batches_between(before, after, X, y, cfg, self.tolerance))
            if seen[-1] is None:
                yield f"Epoch {epoch} is not a step for 4 of the 7 rows and then a step for the other 3."
                return
        if all(batches == seen[0] for batches in seen):
            yield f"Every epoch takes the same batches, {seen[0][0]} and {seen[0][1]}."


def digits(rng):
    """Scikit-learn's 8 x 8 digits under a secret disguise: the pixels in another order, the classes renamed.

    A multilayer perceptron does not mind; weights or answers brought along are worth nothing.
    """
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    images, labels = images[:, rng.permutation(64)] / 16.0, rng.permutation(10)[labels]
    order = rng.permutation(len(images))
    test, train = order[:HELD_OUT], order[HELD_OUT:]
    mean, std = images[train].mean(axis=0), images[train].std(axis=0)
    images = (images - mean) / np.where(std > 0, std, 1.0)
    return images[train], labels[train], images[test], labels[test]


class Trained(Check):
    """`train` reads at least 95 % of 540 digits it never saw. The judge reads them, with the weights you return."""

    kind = Kind.TRAINING
    needs_reference = False
    pure = False

    def cases(self, rng):
        X, y, X_test, y_test = digits(rng)
        yield case(X=X, y=y, seed=int(rng.integers(2**31)), **CONFIG).hiding(X_test=X_test, y_test=y_test)

    def probe(code, X, y, report, **cfg):
        return [list(layer) for layer in code.train(X, y, cfg | {"report": report})]

    def judge(self, case, got, expected):
        sizes = [((64, CONFIG["hidden"]), (CONFIG["hidden"],)), ((CONFIG["hidden"], 10), (10,))]
        if [(W.shape, b.shape) for W, b in got.value] != sizes:
            yield f"The layers have shapes {[(W.shape, b.shape) for W, b in got.value]}; {sizes} are asked."
            return
        (W1, b1), (W2, b2) = got.value
        logits = np.maximum(case["X_test"] @ W1 + b1, 0.0) @ W2 + b2
        right = float((logits.argmax(axis=1) == case["y_test"]).mean())
        if not np.isfinite(logits).all() or right < ENOUGH:
            shown = {"expected": f"at least {ENOUGH:.1%}", "got": f"{right:.1%}"}
            yield Difference(f"{right:.1%} of the held-out digits are read right; {ENOUGH:.0%} are asked.", shown)
