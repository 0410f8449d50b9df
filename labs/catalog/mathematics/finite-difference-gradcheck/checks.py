"""Checks of the lab on finite differences.

Each function stands with its gradient; slips turn a right gradient into a wrong one.
"""

import numpy as np

from runner.checks import Check, Kind, Tolerance, agree, case, gaps, transposed


def weights(x):
    return np.arange(1.0, x.size + 1).reshape(x.shape)


def quadratic(x):
    return float((weights(x) * x**2).sum())


def quadratic_grad(x):
    return 2 * weights(x) * x


def cubic(x):
    return (x**3).sum() - 2 * x.sum()


def cubic_grad(x):
    return 3 * x**2 - 2


def waves(x):
    return np.sin(2 * x + weights(x)).sum()


def waves_grad(x):
    return 2 * np.cos(2 * x + weights(x))


def product(x):
    return float(np.prod(x))


def product_grad(x):
    return np.prod(x) / x


def log_sum_exp(x):
    """Spoils the array that it is handed, as code that saves memory does."""
    top = x.max()
    x -= top
    return float(top + np.log(np.exp(x, out=x).sum()))


def log_sum_exp_grad(x):
    x -= x.max()
    np.exp(x, out=x)
    x /= x.sum()
    return x


def mixed(x):
    return float(np.exp(x.flat[0] / 2) * np.cos(x).sum())


def mixed_grad(x):
    grad = -np.exp(x.flat[0] / 2) * np.sin(x)
    grad.flat[0] += np.exp(x.flat[0] / 2) * np.cos(x).sum() / 2
    return grad


def columns(x):
    return float((x * np.arange(1.0, x.shape[-1] + 1)).sum())


def columns_grad(x):
    return np.zeros_like(x) + np.arange(1.0, x.shape[-1] + 1)


def first_only(x):
    return float(x.flat[0] ** 2)


def first_only_grad(x):
    grad = np.zeros_like(x)
    grad.flat[0] = 2 * x.flat[0]
    return grad


def constant(x):
    return 5.0


def constant_grad(x):
    return np.zeros_like(x)


FUNCTIONS = {
    "quadratic": (quadratic, quadratic_grad),
    "cubic": (cubic, cubic_grad),
    "waves": (waves, waves_grad),
    "product": (product, product_grad),
    "log-sum-exp": (log_sum_exp, log_sum_exp_grad),
    "mixed": (mixed, mixed_grad),
    "columns": (columns, columns_grad),
    "first only": (first_only, first_only_grad),
    "constant": (constant, constant_grad),
}


def with_one_entry(g, change):
    g = g.copy()
    place = np.unravel_index(np.abs(g).argmax(), g.shape)
    g[place] = change(g[place])
    return g


SLIPS = {
    "none": lambda g: g,
    "sign": lambda g: -g,
    "twice": lambda g: 2 * g,
    "zero": np.zeros_like,
    "one entry 1 % off": lambda g: with_one_entry(g, lambda v: 1.01 * v),
    "one entry's sign": lambda g: with_one_entry(g, lambda v: -v),
    "first entry right, the rest not": lambda g: np.where(np.arange(g.size).reshape(g.shape) == 0, g, 1.5 * g),
    "entries in reverse": lambda g: g[::-1, ::-1],
    "one row for all": lambda g: g[0],
    "one row for all, as a matrix": lambda g: g[:1],
    "flat": lambda g: g.reshape(-1),
    "not a number": lambda g: with_one_entry(g, lambda v: np.nan),
    "infinite": lambda g: with_one_entry(g, lambda v: np.inf),
}


def away_from_zero(rng, *shape):
    return rng.uniform(0.4, 1.6, shape) * rng.choice([-1.0, 1.0], shape)


class CentralDifference(Check):
    """`grad_fd(f, x, eps)` is (f(x + eps) - f(x - eps)) / 2 eps for each entry by itself, also for a large eps."""

    def cases(self, rng):
        yield case(name="cubic", x=away_from_zero(rng, 1), eps=0.5)
        yield case(name="quadratic", x=away_from_zero(rng, 2), eps=0.25)
        yield case(name="cubic", x=away_from_zero(rng, 3), eps=0.1)
        yield case(name="waves", x=away_from_zero(rng, 2, 3), eps=0.3)
        yield case(name="mixed", x=away_from_zero(rng, 2, 1, 3), eps=0.2)
        yield case(name="product", x=away_from_zero(rng, 5), eps=0.01)
        yield case(name="waves", x=gaps(away_from_zero(rng, 3, 4)), eps=0.05)
        yield case(name="mixed", x=transposed(away_from_zero(rng, 4, 2)), eps=0.05)

    def probe(code, name, x, eps):
        return code.grad_fd(FUNCTIONS[name][0], x, eps)


class SpoiledArguments(Check):
    """`f` may change the array that it is handed; neither x nor the next call feels it."""

    def cases(self, rng):
        for shape in ((2,), (3, 2)):
            yield case(name="log-sum-exp", x=away_from_zero(rng, *shape), eps=0.1)

    def probe(code, name, x, eps):
        return code.grad_fd(FUNCTIONS[name][0], x, eps)


class OwnStep(Check):
    """Without `eps` the gradient is right to six digits: the step is neither too long nor too short."""

    tolerance = Tolerance(rtol=1e-6, atol=1e-6)

    def cases(self, rng):
        for name, shape in (("cubic", (2,)), ("waves", (3,)), ("product", (4,)), ("mixed", (2, 3)), ("waves", (4, 5))):
            yield case(name=name, x=away_from_zero(rng, *shape))

    def probe(code, name, x):
        f, g = FUNCTIONS[name]
        return {"measured": code.grad_fd(f, x), "derived": g(x.copy())}

    def judge(self, case, got, expected):
        yield from agree(got.value["measured"], expected.value["derived"], self.tolerance)


class OtherDtypes(Check):
    """Integers and float32 are turned into float64 before anything is added, and the gradient is float64."""

    tolerance = Tolerance(rtol=1e-6, atol=1e-6)

    def cases(self, rng):
        yield case(name="cubic", x=np.array([1, -2, 3]))
        yield case(name="quadratic", x=rng.integers(1, 9, size=(2, 3)))
        yield case(name="waves", x=away_from_zero(rng, 3).astype(np.float32))

    def probe(code, name, x):
        return code.grad_fd(FUNCTIONS[name][0], x)


def verdict(code, name, x, scale, slip):
    f, g = FUNCTIONS[name]
    return bool(code.gradcheck(lambda at: scale * f(at), lambda at: SLIPS[slip](scale * g(at)), x))


class RightGradients(Check):
    """`gradcheck` accepts right gradients: entries of 0, a function that never changes, and factors of 1e-8 and
    1e8.
    """

    kind = Kind.INVARIANT

    def cases(self, rng):
        for name, shape in (
            *(("quadratic", (1,)), ("cubic", (3,)), ("waves", (2, 3)), ("product", (4,)), ("log-sum-exp", (3, 2))),
            *(("mixed", (5,)), ("columns", (2, 4)), ("first only", (3,)), ("constant", (2,)), ("waves", (6, 7))),
        ):
            yield case(name=name, x=away_from_zero(rng, *shape), scale=1.0, slip="none")
        for name in ("cubic", "waves", "log-sum-exp", "mixed"):
            for scale in (1e-8, 1e8):
                yield case(name=name, x=away_from_zero(rng, 3), scale=scale, slip="none")
        yield case(name="quadratic", x=np.array([[2, -1], [1, 3]]), scale=1.0, slip="none")

    def probe(code, name, x, scale, slip):
        return verdict(code, name, x, scale, slip)


class WrongGradients(Check):
    """`gradcheck` rejects wrong ones: by their sign, size, order or shape, in one entry, by 1 %, or not numbers at
    all.
    """

    kind = Kind.INVARIANT

    def cases(self, rng):
        everywhere = ("sign", "twice", "zero", "one entry 1 % off", "one entry's sign", "not a number", "infinite")
        for slip in everywhere:
            for name, scale in (("quadratic", 1.0), ("waves", 1.0), ("mixed", 1e-8), ("log-sum-exp", 1e8)):
                yield case(name=name, x=away_from_zero(rng, 2, 3), scale=scale, slip=slip)
        for slip in ("first entry right, the rest not", "entries in reverse"):
            yield case(name="quadratic", x=away_from_zero(rng, 3, 2), scale=1.0, slip=slip)
        for slip in ("one row for all", "one row for all, as a matrix", "flat"):
            yield case(name="columns", x=away_from_zero(rng, 3, 4), scale=1.0, slip=slip)
        yield case(name="columns", x=away_from_zero(rng, 1, 4), scale=1.0, slip="flat")

    def probe(code, name, x, scale, slip):
        return verdict(code, name, x, scale, slip)
