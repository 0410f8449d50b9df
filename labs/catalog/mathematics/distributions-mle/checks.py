"""Checks of the lab on distributions.

Samples are judged by what they are distributed like, never number by number. The probe reduces a sample to shares: how
many of its numbers lie at or below each of some points, and how many pairs lie there with both members. For a right
sampler each share is a mean of independent zeros and ones whose probability p is known exactly, and by Chernoff's bound

    n * KL(share || p) >= s    with probability at most    2 exp(-s)

for every n and p, in the tails too. One submission has about 400 shares, so with s = 28 a right sampler fails less than
once in a billion submissions. A wrong one fails with certainty where n is large enough for the mistake to be felt.
"""

import math

import numpy as np

from runner.checks import Check, Kind, Tolerance, agree, case, gaps, transposed

SURPRISE = 28.0
NUMBERS = {"i": "whole", "u": "whole", "f": "floating-point", "b": "true-or-false"}
QUANTILES = np.array([1e-3, 1e-2, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999])


class Uniform:
    """All the chance that a sampler gets: `random(size)`. Its first answers begin with the numbers `planted`."""

    def __init__(self, seed, planted=()):
        self.generator = np.random.default_rng(seed)
        self.planted = list(planted)
        self.answers = 0

    def random(self, size=None):
        u = self.generator.random(size)
        self.answers += 1
        if not self.planted or self.answers > 3 * len(self.planted):
            return u
        if size is None:
            return self.planted[self.answers % len(self.planted)]
        front = u.reshape(-1)[: len(self.planted)]
        front[:] = self.planted[: len(front)]
        return u


def made(code, name, parameters):
    return getattr(code, name)(*parameters)


# --- densities ----------------------------------------------------------------------------------------------------


class NormalDensity(Check):
    """`Normal.logpdf` is the logarithm of the density, also so far out that the density itself is 0 in float64."""

    def cases(self, rng):
        yield case(parameters=[1.5, 0.5], x=np.array([1.0, 2.5]))
        for std, shape in ((3.0, (4,)), (0.2, (1,)), (25.0, (2, 3)), (1.0, (3,))):
            yield case(parameters=[float(rng.normal()), std], x=rng.normal(size=shape) * 2 * std)
        yield case(parameters=[2.0, 0.7], x=gaps(rng.normal(size=(3, 4))))
        yield case(parameters=[0.0, 1e-3], x=np.array([-1.0, 1e-4, 50.0]))
        yield case(parameters=[-4.0, 2.0], x=np.array([-1e5, 200.0, 1e6]))

    def probe(code, parameters, x):
        return made(code, "Normal", parameters).logpdf(x)


class LaplaceDensity(Check):
    """`Laplace.logpdf` falls off in a straight line on both sides of the centre."""

    def cases(self, rng):
        yield case(parameters=[1.5, 0.5], x=np.array([1.0, 2.5]))
        for scale, shape in ((3.0, (4,)), (0.2, (1,)), (25.0, (2, 3)), (1.0, (3,))):
            yield case(parameters=[float(rng.normal()), scale], x=rng.normal(size=shape) * 2 * scale)
        yield case(parameters=[2.0, 0.7], x=transposed(rng.normal(size=(3, 4))))
        yield case(parameters=[-4.0, 2.0], x=np.array([-1e5, -4.0, 1e6]))

    def probe(code, parameters, x):
        return made(code, "Laplace", parameters).logpdf(x)


class BernoulliMass(Check):
    """`Bernoulli.logpdf` is log p or log(1 - p); what is certain has 0, what cannot happen -inf, and nothing is
    NaN.
    """

    def cases(self, rng):
        yield case(parameters=[0.3], x=np.array([0, 1]))
        yield case(parameters=[0.9], x=np.array([[1, 1, 0], [0, 1, 1]]))
        yield case(parameters=[float(rng.uniform(0.1, 0.4))], x=gaps(rng.integers(2, size=(3, 5))))
        yield case(parameters=[0.0], x=np.array([0, 1, 0]))
        yield case(parameters=[1.0], x=np.array([0, 1]))

    def probe(code, parameters, x):
        return made(code, "Bernoulli", parameters).logpdf(x)


class CategoricalMass(Check):
    """`Categorical.logpdf` is the logarithm of the probability of each class; -inf where that is 0."""

    def cases(self, rng):
        yield case(parameters=[np.array([0.2, 0.5, 0.3])], x=np.array([2, 0]))
        yield case(parameters=[rng.dirichlet(np.ones(6))], x=rng.integers(6, size=(4, 3)))
        yield case(parameters=[np.array([0.0, 0.25, 0.75])], x=np.array([0, 1, 2, 2]))
        yield case(parameters=[gaps(rng.dirichlet(np.ones(4)))], x=transposed(rng.integers(4, size=(2, 3))))

    def probe(code, parameters, x):
        return made(code, "Categorical", parameters).logpdf(x)


class LogLikelihood(Check):
    """`log_likelihood` is that of all rows together: finite for thousands of them, whose product would be 0."""

    def cases(self, rng):
        yield case(name="Normal", parameters=[1.0, 2.0], x=rng.normal(size=2))
        yield case(name="Normal", parameters=[0.5, 0.1], x=rng.normal(size=5000))
        yield case(name="Laplace", parameters=[0.0, 3.0], x=rng.normal(size=1500) * 5)
        yield case(name="Bernoulli", parameters=[0.3], x=rng.integers(2, size=7))
        yield case(name="Categorical", parameters=[rng.dirichlet(np.ones(5))], x=rng.integers(5, size=2000))

    def probe(code, name, parameters, x):
        return code.log_likelihood(made(code, name, parameters), x)


# --- estimates ----------------------------------------------------------------------------------------------------


class NormalEstimate(Check):
    """`Normal.mle(x)` has the `mean` and `std` under which x is most likely."""

    def cases(self, rng):
        yield case(x=np.array([1.0, 4.0]))
        for n, spread in ((3, 0.5), (8, 4.0), (51, 30.0)):
            yield case(x=rng.normal(size=n) * spread + rng.normal() * 5)
        yield case(x=gaps(rng.normal(size=7) + 1e6))

    def probe(code, x):
        found = code.Normal.mle(x)
        return {"mean": float(found.mean), "std": float(found.std)}


class LaplaceEstimate(Check):
    """`Laplace.mle(x)` has a `centre` and the `scale` under which x is most likely; of several centres each is
    right.
    """

    def cases(self, rng):
        yield case(x=np.array([1.0, 2.0, 9.0]))
        for n, spread in ((5, 0.5), (4, 3.0), (21, 4.0), (50, 30.0)):
            yield case(x=rng.exponential(size=n) * spread + rng.normal() * 5)
        yield case(x=np.array([3.0, -8.0, 3.0, 3.0, 40.0]))

    def probe(code, x):
        found = code.Laplace.mle(x)
        return {"centre": float(found.centre), "scale": float(found.scale)}

    def judge(self, case, got, expected):
        x, centre = np.sort(case["x"]), got.value["centre"]
        low, high = x[(len(x) - 1) // 2], x[len(x) // 2]  # between the two middle numbers the likelihood is level
        if low - 1e-9 <= centre <= high + 1e-9:
            expected.value["centre"] = centre
        yield from agree(got.value, expected.value)


class BernoulliEstimate(Check):
    """`Bernoulli.mle(x)` has the `p` under which x is most likely, also if all of x is alike."""

    def cases(self, rng):
        yield case(groups=[np.array([1, 0, 0]), np.array([1, 1]), np.array([0, 0, 0])])
        yield case(groups=[rng.integers(2, size=n) for n in (1, 7, 30)] + [np.array([0, 1, 1, 1, 0])])

    def probe(code, groups):
        return [float(code.Bernoulli.mle(x).p) for x in groups]


class CategoricalEstimate(Check):
    """`Categorical.mle(x, k)` has the shares `p` [k] of all k classes, also of those that never came."""

    def cases(self, rng):
        yield case(x=np.array([0, 2, 2]), k=3)
        yield case(x=np.array([1, 0, 1, 1]), k=4)
        yield case(x=rng.integers(5, size=40), k=6)
        yield case(x=gaps(rng.integers(3, size=11)), k=3)

    def probe(code, x, k):
        return code.Categorical.mle(x, k).p


# --- samples ------------------------------------------------------------------------------------------------------


def shares(x, at):
    """What the judge asks of a sample x, as shares: numbers at or below each point, and pairs with both there."""
    shape, kind = list(np.shape(x)), np.asarray(x).dtype.kind
    x = np.reshape(x, -1)
    half = len(x) // 2

    def below(values):
        return np.array([np.count_nonzero(values <= t) / max(len(values), 1) for t in at])

    return {
        "shape": shape,
        "numbers": NUMBERS.get(kind, "other"),
        "singles": below(x),
        "neighbours": below(np.maximum(x[: 2 * half : 2], x[1 : 2 * half : 2])),
        "half a sample apart": below(np.maximum(x[:half], x[half : 2 * half])),
    }


def surprise(share, p, n):
    """n KL(share || p): how far a share of n zeros and ones is from their probability p, in Chernoff's bound."""
    with np.errstate(all="ignore"):
        ones = np.where(share > 0, share * np.log(share / p), 0.0)
        zeros = np.where(share < 1, (1 - share) * np.log((1 - share) / (1 - p)), 0.0)
    return n * (ones + zeros)


def misfits(case, got):
    """Sentences about a sample that is not of the law whose shares at the case's points are `p`."""
    n, at, p = case["n"], case["at"], case["p"]
    seen = got.value
    if seen["shape"] != [n]:
        yield f"The sample has shape {seen['shape']}; {[n]} is asked."
        return
    if seen["numbers"] != case["numbers"]:
        yield f"The sample holds {seen['numbers']} numbers; {case['numbers']} ones are asked."
        return
    for name, chance, size in (("singles", p, n), ("neighbours", p**2, n // 2), ("half a sample apart", p**2, n // 2)):
        share = np.asarray(seen[name], dtype=float)
        if share.shape != p.shape or not ((share >= 0) & (share <= 1)).all():
            yield "The sample holds something else than numbers."
            return
        odd = surprise(share, chance, size)
        worst = int(np.argmax(odd))
        if not odd[worst] < SURPRISE:
            what = "numbers are" if name == "singles" else f"pairs ({name}) have both members"
            yield f"{share[worst]:.4%} of {size} {what} at or below {at[worst]:.4g}; {chance[worst]:.4%} are expected."
            return


def drawn(rng, parameters, n, at, p, numbers="floating-point"):
    at, p = np.asarray(at, dtype=float), np.asarray(p, dtype=float)
    return case(parameters=parameters, n=n, seed=int(rng.integers(2**31)), at=at).hiding(p=p, numbers=numbers)


def normal_share(z):
    return np.array([0.5 * math.erfc(-v / math.sqrt(2)) for v in z])


class NormalSample(Check):
    """`Normal.sample` is distributed as it should be, tails included, and its numbers are independent."""

    kind = Kind.STATE
    tolerance = Tolerance(rtol=0, atol=0.02)  # how near the shares of two samples of one law are, to name a mistake

    def cases(self, rng):
        z = np.array([-4.0, -3.5, -3.0, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3.0, 3.5, 4.0])
        for n, mean, std in ((40_001, -3.0, 4.0), (40_000, 2.0, 0.3), (1_000_000, 0.0, 1.0)):
            yield drawn(rng, [mean, std], n, mean + std * z, normal_share(z))

    def probe(code, parameters, n, seed, at):
        return shares(made(code, "Normal", parameters).sample(n, Uniform(seed)), at)

    def judge(self, case, got, expected):
        yield from misfits(case, got)


class LaplaceSample(Check):
    """`Laplace.sample` is distributed as it should be, on both sides, and its numbers are independent."""

    kind = Kind.STATE
    tolerance = Tolerance(rtol=0, atol=0.02)

    def cases(self, rng):
        z = np.where(QUANTILES < 0.5, np.log(2 * QUANTILES), -np.log(2 * (1 - QUANTILES)))
        for n, centre, scale in ((40_001, -3.0, 4.0), (40_000, 2.0, 0.3)):
            yield drawn(rng, [centre, scale], n, centre + scale * z, QUANTILES)

    def probe(code, parameters, n, seed, at):
        return shares(made(code, "Laplace", parameters).sample(n, Uniform(seed)), at)

    def judge(self, case, got, expected):
        yield from misfits(case, got)


class BernoulliSample(Check):
    """`Bernoulli.sample` gives independent ones with probability p and zeros else, as integers."""

    kind = Kind.STATE
    tolerance = Tolerance(rtol=0, atol=0.02)

    def cases(self, rng):
        for n, p in ((20_001, 0.3), (20_000, 0.85), (20_000, 0.01)):
            yield drawn(rng, [p], n, [-1, 0, 1], [0, 1 - p, 1], numbers="whole")

    def probe(code, parameters, n, seed, at):
        return shares(made(code, "Bernoulli", parameters).sample(n, Uniform(seed)), at)

    def judge(self, case, got, expected):
        yield from misfits(case, got)


class CategoricalSample(Check):
    """`Categorical.sample` gives independent classes with the probabilities p, as integers."""

    kind = Kind.STATE
    tolerance = Tolerance(rtol=0, atol=0.02)

    def cases(self, rng):
        for n, p in ((20_001, [0.1, 0.6, 0.3]), (40_000, [0.25, 0.0, 0.02, 0.4, 0.03, 0.3]), (20_000, [0.5, 0.5])):
            at, ends = np.arange(-1, len(p)), np.cumsum([0.0, *p])
            yield drawn(rng, [np.array(p)], n, at, np.where(at == len(p) - 1, 1.0, ends), numbers="whole")

    def probe(code, parameters, n, seed, at):
        return shares(made(code, "Categorical", parameters).sample(n, Uniform(seed)), at)

    def judge(self, case, got, expected):
        yield from misfits(case, got)


class OneSourceOfChance(Check):
    """All that is random comes from `rng`: the same state gives the same sample, the next call another one; n may
    be 1.
    """

    kind = Kind.INVARIANT

    def cases(self, rng):
        for name, parameters in (
            ("Normal", [0.0, 1.0]),
            ("Laplace", [0.0, 1.0]),
            ("Bernoulli", [0.5]),
            ("Categorical", [np.array([0.3, 0.3, 0.4])]),
        ):
            yield case(name=name, parameters=parameters, seed=int(rng.integers(2**31)))

    def probe(code, name, parameters, seed):
        law, rng = made(code, name, parameters), Uniform(seed)
        first, second = law.sample(65, rng), law.sample(65, rng)
        again = law.sample(65, Uniform(seed))
        return {
            "the same from the same state": bool(np.array_equal(first, again)),
            "the same twice in a row": bool(np.array_equal(first, second)),
            "one number": list(np.shape(law.sample(1, rng))),
        }


class EveryUniformNumber(Check):
    """Samples are finite whatever `rng` gives, 0 and the last number before 1 too, and never what has probability
    0.
    """

    kind = Kind.INVARIANT

    def cases(self, rng):
        for first in (0.0, 1 - 2.0**-53):
            yield case(planted=[first, 0.0, 0.5, 1 - 2.0**-53, 0.25], seed=int(rng.integers(2**31)))

    def probe(code, planted, seed):
        tenths = np.array([0.0] + [0.1] * 10 + [0.0])

        def seen(name, *parameters):
            return [np.reshape(made(code, name, parameters).sample(n, Uniform(seed, planted)), -1) for n in (1, 400)]

        return {
            "Normal is finite": all(bool(np.isfinite(x).all()) for x in seen("Normal", 0.0, 1.0)),
            "Laplace is finite": all(bool(np.isfinite(x).all()) for x in seen("Laplace", 0.0, 1.0)),
            "ones at p = 0": sum(int(x.sum()) for x in seen("Bernoulli", 0.0)),
            "zeros at p = 1": sum(int((1 - x).sum()) for x in seen("Bernoulli", 1.0)),
            "classes seen": sorted({int(c) for x in seen("Categorical", tenths) for c in x}),
        }
