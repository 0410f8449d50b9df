"""Checks of the dropout lab.

What is random is judged by its distribution. A probe returns what it counted, and every bound below leaves a right
solution a chance of less than 1e-9 to fail.
"""

import warnings

import numpy as np

from runner.checks import Check, Difference, Kind, Tolerance, agree, case, gaps, transposed

DEVIATIONS = 7.5  # of a count from its mean: beyond it lie 6e-14 of a normal distribution
DRAWS = 3000


def nonzero(rng, *shape):
    return rng.uniform(0.5, 2.0, shape) * rng.choice([-1, 1], shape)


def seeded(rng):
    return int(rng.integers(2**31))


def factors(before, after):
    """The smallest and the largest number by which an element that was kept was multiplied."""
    ratio = after.astype(float) / before
    ratio = ratio[ratio != 0]
    return np.array([ratio.min(), ratio.max()] if ratio.size else [0.0, 0.0])


def spread(kept, axis):
    """How much the counts of kept elements along an axis differ, beside what independent draws would give: near 1."""
    counts = kept.sum(axis=tuple(a for a in range(kept.ndim) if a != axis))
    each, share = kept.size / len(counts), kept.mean()
    return float(((counts - each * share) ** 2).mean() / max(each * share * (1 - share), 1e-9))


def share_is(name, found, wanted, count):
    """Whether the share of `count` independent draws lies where it should."""
    if not abs(found - wanted) <= DEVIATIONS * np.sqrt(wanted * (1 - wanted) / count):
        shown = {"expected": f"{wanted:.4f}", "got": f"{found:.4f}"}
        yield Difference(f"{name} is {found:.4f}; {wanted:.4f} is asked.", shown)


class Training(Check):
    """In training each element is 0 with probability p and x / (1 - p) otherwise, with a draw of its own."""

    tolerance = Tolerance(rtol=0.05, atol=0.05)  # to name a mistake; `judge` has its own

    def cases(self, rng):
        for shape, p, order in (
            ((40, 30), 0.25, np.asarray),
            ((3000,), 0.6, np.asarray),
            ((20, 12, 15), 0.1, gaps),
            ((30, 20, 1, 12), 0.45, transposed),
            ((50, 70), 0.85, np.asarray),
        ):
            yield case(x=order(nonzero(rng, *shape)), p=p, seed=seeded(rng))
        yield case(x=nonzero(rng, 60, 40).astype(np.float32), p=0.3, seed=seeded(rng))

    def probe(code, x, p, seed):
        given = x.copy()
        y, _ = code.dropout(x, p, True, np.random.default_rng(seed))
        if y.shape != given.shape:
            return {"shape": list(y.shape)}
        kept = y != 0
        return {
            "shape": list(y.shape),
            "dtype": str(y.dtype),
            "factors": factors(given, y),
            "kept": float(kept.mean()),
            "spread along each axis": np.array([spread(kept, axis) for axis in range(kept.ndim) if kept.ndim > 1]),
        }

    def judge(self, case, got, expected):
        asked = {name: expected.value[name] for name in ("shape", "dtype", "factors")}
        wrong = agree({name: got.value.get(name) for name in asked}, asked)
        yield from wrong
        if wrong:
            return
        x = case["x"] if isinstance(case["x"], np.ndarray) else case["x"].array
        yield from share_is("The share of elements kept", got.value["kept"], 1 - case["p"], x.size)
        spreads = got.value["spread along each axis"]
        for axis, length in enumerate(x.shape if x.ndim > 1 else ()):
            # n times the spread is a chi-square of n - 1 degrees; beyond n + 2 sqrt(28 n) + 56 lie 7e-13 of it
            if length > 1 and not spreads[axis] <= 1.2 * (1 + 2 * np.sqrt(28 / length) + 56 / length):
                far = f"{spreads[axis]:.1f} times as much as they should"
                yield f"The counts of kept elements along axis {axis} differ {far}: elements share a draw."


class Independent(Check):
    """Over 3000 calls every pattern of six elements comes as often as six independent coins would show it."""

    kind = Kind.INVARIANT
    tolerance = Tolerance(rtol=0.0, atol=0.05)

    def cases(self, rng):
        for shape in ((2, 3), (1, 2, 3), (6,)):
            yield case(x=nonzero(rng, *shape), p=round(float(rng.uniform(0.4, 0.6)), 2), seed=seeded(rng))

    def probe(code, x, p, seed):
        rng, seen = np.random.default_rng(seed), np.zeros(64)
        for _ in range(DRAWS):
            y, _ = code.dropout(x, p, True, rng)
            seen[int((2 ** np.arange(6) * (y != 0).ravel()).sum())] += 1
        return seen / DRAWS

    def judge(self, case, got, expected):
        shape = agree(np.zeros_like(got.value), np.zeros(64))
        yield from shape
        if shape:
            return
        kept = (np.arange(64)[:, None] >> np.arange(6) & 1).sum(axis=1)
        wanted = case["p"] ** (6 - kept) * (1 - case["p"]) ** kept
        # A chi-square of 63 degrees: 400 is beyond 1e-15 of it, also for its rarest cells (12 times expected)
        distance = float((DRAWS * (got.value - wanted) ** 2 / wanted).sum())
        if not distance <= 400 or abs(got.value.sum() - 1) > 1e-9:
            often = int(np.argmax(got.value - wanted))
            pattern = "".join("1" if often >> i & 1 else "0" for i in range(6))
            shares = f"comes {got.value[often]:.1%} of the time where {wanted[often]:.1%} is asked"
            yield f"The six elements are not independent: the pattern {pattern} (1 is kept) {shares}."


class Evaluation(Check):
    """In evaluation x and its gradient pass unchanged, whatever p is, and training goes on afterwards."""

    def cases(self, rng):
        for shape, p in (((40, 3), 0.5), ((2, 30, 5), 0.8), ((300,), 0.2)):
            yield case(x=nonzero(rng, *shape), dy=nonzero(rng, *shape), p=p, seed=seeded(rng))

    def probe(code, x, dy, p, seed):
        rng = np.random.default_rng(seed)
        y, cache = code.dropout(x, p, False, rng)
        trained, _ = code.dropout(x, p, True, rng)
        return {"y": y, "dx": code.dropout_backward(dy, cache), "factors in training": factors(x, trained)}


class Extremes(Check):
    """With p = 0 everything is kept, with p = 1 nothing, and neither divides by zero."""

    def cases(self, rng):
        for shape in ((2,), (3, 4), (2, 1, 5)):
            yield case(x=nonzero(rng, *shape), dy=nonzero(rng, *shape), seed=seeded(rng))

    def probe(code, x, dy, seed):
        rng, seen = np.random.default_rng(seed), {}
        with warnings.catch_warnings(record=True) as caught, np.errstate(all="warn"):
            warnings.simplefilter("always")
            for p in (0.0, 1.0):
                y, cache = code.dropout(x, p, True, rng)
                seen |= {f"y at p={p:.0f}": y, f"dx at p={p:.0f}": code.dropout_backward(dy, cache)}
        return seen | {"warnings": "; ".join(sorted({str(w.message) for w in caught})) or "none"}


class Gradient(Check):
    """`dropout_backward` multiplies dy by what x was multiplied by, also when another call came in between."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for shape, p in (((30, 10), 0.5), ((400,), 0.3), ((5, 20, 4), 0.75)):
            yield case(x=nonzero(rng, *shape), dy=nonzero(rng, *shape), p=p, seed=seeded(rng))
        yield case(x=nonzero(rng, 9, 50), dy=gaps(nonzero(rng, 9, 50)), p=0.6, seed=seeded(rng))
        single = {"x": nonzero(rng, 40, 8).astype(np.float32), "dy": nonzero(rng, 40, 8).astype(np.float32)}
        yield case(**single, p=0.4, seed=seeded(rng))

    def probe(code, x, dy, p, seed):
        rng = np.random.default_rng(seed)
        y, cache = code.dropout(x, p, True, rng)
        kept = y != 0
        code.dropout(x + 1, p, True, rng)
        dx = code.dropout_backward(dy, cache)
        if dx.shape != dy.shape:
            return {"shape": list(dx.shape)}
        return {
            "shape": list(dx.shape),
            "dtype": str(dx.dtype),
            "factors": factors(dy, dx),
            "kept as in y": bool(np.array_equal(dx != 0, kept)),
        }


class GradientAtZeros(Check):
    """An x that is 0, as after a ReLU, is kept as often as any other, and then its gradient passes."""

    kind = Kind.GRADIENT
    tolerance = Tolerance(rtol=0.05, atol=0.05)

    def cases(self, rng):
        for shape, p in (((60, 20), 0.5), ((12, 40, 5), 0.25)):
            x = nonzero(rng, *shape) * (rng.random(shape) < 0.5)
            yield case(x=x, dy=nonzero(rng, *shape), p=p, seed=seeded(rng))

    def probe(code, x, dy, p, seed):
        y, cache = code.dropout(x, p, True, np.random.default_rng(seed))
        dx = code.dropout_backward(dy, cache)
        passed = (dx != 0) & np.ones(x.shape, dtype=bool)
        shares = {"where x is 0": float(passed[x == 0].mean()), "elsewhere": float(passed[x != 0].mean())}
        alike = bool(np.array_equal(passed[x != 0], y[x != 0] != 0))
        return shares | {"factors": factors(dy, dx), "kept as in y": alike}

    def judge(self, case, got, expected):
        for name, there in (("where x is 0", case["x"] == 0), ("elsewhere", case["x"] != 0)):
            said = f"The share of gradients that pass {name}"
            yield from share_is(said, float(got.value[name]), 1 - case["p"], int(there.sum()))
        asked = {name: expected.value[name] for name in ("factors", "kept as in y")}
        yield from agree({name: got.value[name] for name in asked}, asked)


class Generator(Check):
    """All randomness comes from `rng`: the same seed repeats the mask, the next call and other seeds do not."""

    kind = Kind.STATE

    def cases(self, rng):
        for shape in ((80,), (10, 9)):
            yield case(x=nonzero(rng, *shape), seed=seeded(rng))

    def probe(code, x, seed):
        rng = np.random.default_rng(seed)
        first, _ = code.dropout(x, 0.5, True, rng)
        first = first.copy()
        after, _ = code.dropout(x, 0.5, True, rng)
        again, _ = code.dropout(x, 0.5, True, np.random.default_rng(seed))
        other, _ = code.dropout(x, 0.5, True, np.random.default_rng(seed + 1))
        return {
            "the same seed repeats it": bool(np.array_equal(first, again)),
            "the next call repeats it": bool(np.array_equal(first, after)),
            "another seed repeats it": bool(np.array_equal(first, other)),
        }


class Refused(Check):
    """A p below 0 or above 1 is no probability and is refused with a ValueError; 0 and 1 are not."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        for p in (-0.1, 1.5, 0.0, 1.0):
            yield case(x=nonzero(rng, 2, 3), p=p, seed=seeded(rng))

    def probe(code, x, p, seed):
        try:
            code.dropout(x, p, True, np.random.default_rng(seed))
        except ValueError:
            return "ValueError"
        return "no error"
