"""Checks of the linear separability lab. What comes back is a proof, and the judge checks the proof."""

import numpy as np

from runner.checks import Check, Difference, Kind, case, gaps, transposed

SAME = (
    1e-6  # of the size of the data: two points this close are one. The narrowest gap drawn is a thousand times as wide
)
ROUNDING = 1e-12  # a score below this share of what it is summed from has no sign
GAP = 1e-3


def proven(code, X, y):
    """The answer and its proof in plain arrays."""
    answer, proof = code.separable(X, y)
    if answer:
        w, b = proof
        return {"separable": True, "w": np.asarray(w, dtype=float), "b": float(b)}
    return {"separable": False, "weights": np.asarray(proof, dtype=float)}


def problems(X, y, value, truth):
    """What is wrong with an answer and its proof."""
    words = {True: "a line separates these rows", False: "no line separates these rows"}
    if value["separable"] is not truth:
        yield Difference("The answer is wrong.", {"expected": words[truth], "got": words[not truth]})
    elif truth:
        yield from problems_of_line(X, y, value["w"], value["b"])
    else:
        yield from problems_of_weights(X, y, value["weights"])


def problems_of_line(X, y, w, b):
    if w.shape != X.shape[1:]:
        yield f"w has shape {w.shape}; {X.shape[1:]} is asked."
        return
    scores = y * (X @ w + b)
    worst = int(scores.argmin())
    if not scores[worst] > ROUNDING * (np.abs(X[worst]) @ np.abs(w) + abs(b)):
        shown = {"expected": "above 0 in every row", "got": f"{scores[worst]:.3g} in row {worst}"}
        yield Difference(f"The line is not right about every row: y (w · x + b) is {scores[worst]:.3g} in one.", shown)


def problems_of_weights(X, y, a):
    if a.shape != y.shape:
        yield f"The weights have shape {a.shape}; {y.shape} is asked."
        return
    if not a.min() >= -SAME:
        yield f"The smallest weight is {a.min():.3g}; none may be negative."
        return
    sums = [a[y == label].sum() for label in (-1, 1)]
    if not max(abs(total - 1) for total in sums) <= SAME:
        shown = {"expected": "1 and 1", "got": f"{sums[0]:.6g} and {sums[1]:.6g}"}
        yield Difference("The weights of a class do not sum to 1.", shown)
        return
    means = [a[y == label] @ X[y == label] for label in (-1, 1)]
    if not np.abs(means[0] - means[1]).max() <= SAME * np.ptp(X, axis=0).max():
        yield Difference(
            "The two weighted means differ.", {"expected": "one point", "got": f"{means[0]} and {means[1]}"}
        )


def apart(rng, n, d, gap, shift=0.0):
    """n rows on both sides of a tilted line, none closer to it than gap / 2, and two that face each other there."""
    w = rng.normal(size=d)
    w /= np.linalg.norm(w)
    X = rng.uniform(-1, 1, size=(n, d))
    X[1] = X[0]
    y = np.concatenate([[-1, 1], rng.choice([-1, 1], size=n - 2)])
    along = np.concatenate([[gap / 2] * 2, rng.uniform(gap / 2, 1, n - 2)]) * y
    order = rng.permutation(n)
    return (X + np.outer(along - X @ w, w) + shift)[order], y[order]


def inside(rng, n, d, depth):
    """n rows of which the only +1 lies `depth` of the way in from a face of the hull of the others."""
    X = rng.normal(size=(n, d))
    far = X[1:] / np.linalg.norm(X[1:], axis=1, keepdims=True)
    w = rng.normal(size=d)
    top = np.argsort(far @ w)[-d:]
    share = rng.dirichlet(np.full(d, 5.0))
    X = np.vstack([(1 - depth) * share @ far[top] + depth * far.mean(axis=0), far])
    y = np.where(np.arange(n) == 0, 1, -1)
    order = rng.permutation(n)
    return X[order], y[order]


def xor():
    return np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]]), np.array([-1, 1, 1, -1])


class ALine(Check):
    """Rows that a line separates: the answer is True, and the line is right about every one of them."""

    kind = Kind.INVARIANT
    seconds = 5.0

    def cases(self, rng):
        yield case(X=np.array([[2.0], [3.0], [5.0]]), y=np.array([-1, 1, 1]))
        yield case(X=np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), y=np.array([-1, -1, -1, 1]))
        for n, d, shift in ((5, 2, 3.0), (12, 3, -5.0), (30, 4, 2.0)):
            X, y = apart(rng, n, d, 0.3, shift)
            yield case(X=X, y=y)
        X, y = apart(rng, 9, 3, 0.2)
        yield case(X=gaps(X), y=y)
        X, y = apart(rng, 8, 2, 0.2)
        yield case(X=transposed(X * 1e5), y=-y)
        X, y = apart(rng, 11, 2, 0.2)
        yield case(X=X * 1e-4, y=y)
        far = np.array([[-1.0, 0.5], [-1.2, -1.0], [1.0, 1.0], [1.1, -1.0], [400.0, 30.0], [500.0, -20.0]])
        yield case(X=far + rng.normal(scale=0.05, size=far.shape), y=np.array([-1, -1, 1, 1, 1, 1]))
        d = 5  # as many rows as there are numbers in a line: whatever the labels are, some line is right
        y = np.concatenate([[-1, 1], rng.choice([-1, 1], size=d - 1)])
        yield case(X=3 * np.eye(d + 1, d) + rng.uniform(-0.2, 0.2, (d + 1, d)), y=y)

    def probe(code, X, y):
        return proven(code, X, y)

    def judge(self, case, got, expected):
        yield from problems(asked(case), case["y"], got.value, True)


def asked(case):
    """The rows as an array, whatever layout the cell received them in."""
    return getattr(case["X"], "array", case["X"])


class NarrowGap(Check):
    """Rows with a gap of a thousandth between the classes are still separable, and the line goes through the gap."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for n, d, shift in ((4, 2, 0.0), (15, 2, 1.0), (40, 3, 0.0), (60, 5, -4.0)):
            X, y = apart(rng, n, d, GAP, shift)
            yield case(X=X, y=y)

    def probe(code, X, y):
        return proven(code, X, y)

    def judge(self, case, got, expected):
        yield from problems(case["X"], case["y"], got.value, True)


class NoLine(Check):
    """Rows that no line separates: the answer is False, and the weights name a point that lies in both hulls."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        X, y = xor()
        yield case(X=X, y=y)
        yield case(X=(X + 1) / 2 * [3.0, 8.0] + [10.0, -4.0], y=-y)
        yield case(X=np.array([[1.0], [4.0], [2.0]]), y=np.array([1, 1, -1]))
        for n, d, scale in ((7, 2, 1.0), (20, 3, 1e4), (50, 2, 1e-3)):
            X, y = inside(rng, n, d, 0.5)
            yield case(X=X * scale + 2 * scale, y=y)
        X, y = apart(rng, 40, 2, 0.1)
        yield case(X=gaps(X), y=rng.permutation(y))

    def probe(code, X, y):
        return proven(code, X, y)

    def judge(self, case, got, expected):
        yield from problems(asked(case), case["y"], got.value, False)


class BarelyTouching(Check):
    """Hulls that share a single point, or overlap by a thousandth, can not be separated."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        yield case(X=np.array([[0.0], [1.0], [1.0], [2.0]]), y=np.array([-1, -1, 1, 1]))
        yield case(X=np.array([[0.0, 0.0], [4.0, 2.0], [2.0, 1.0], [0.0, 5.0]]), y=np.array([-1, -1, 1, 1]))
        corners = np.array([[0.0, 0.0, 0.0], [4.0, 0.0, 0.0], [0.0, 4.0, 0.0], [1.0, 2.0, 0.0], [1.0, 1.0, 3.0]])
        yield case(X=corners, y=np.array([-1, -1, -1, 1, 1]))
        for n, d in ((5, 2), (12, 3), (30, 4)):
            X, y = inside(rng, n, d, 2 * GAP)
            yield case(X=X, y=y)

    def probe(code, X, y):
        return proven(code, X, y)

    def judge(self, case, got, expected):
        yield from problems(case["X"], case["y"], got.value, False)


class Lifted(Check):
    """`lift` takes points to where your own `separable` finds a line between equal and different signs."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        X, y = xor()
        yield case(X=X, y=y)
        for n in (8, 41):
            quadrants = rng.permutation(np.resize(X, (n, 2)))
            points = quadrants * rng.uniform(0.3, 2.5, size=(n, 2))
            yield case(X=points, y=np.where(points[:, 0] * points[:, 1] < 0, 1, -1))

    def probe(code, X, y):
        lifted = np.asarray(code.lift(X), dtype=float)
        alone = [np.asarray(code.lift(X[i : i + 1]), dtype=float)[0] for i in range(len(X))]
        return {"lifted": lifted, "alone": np.stack(alone), **proven(code, lifted, y)}

    def judge(self, case, got, expected):
        lifted = got.value["lifted"]
        if lifted.ndim != 2 or len(lifted) != len(case["X"]) or not 1 <= lifted.shape[1] <= 10:
            yield f"`lift` gives shape {lifted.shape} for {len(case['X'])} points; one row each, of 1 to 10 features."
        elif not np.allclose(lifted, got.value["alone"], rtol=1e-9, atol=1e-12):
            yield "A point alone is lifted to another place than among others."
        else:
            yield from problems(lifted, case["y"], got.value, True)
