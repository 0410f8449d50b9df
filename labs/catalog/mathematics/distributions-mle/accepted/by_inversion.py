"""Everything by inversion

A uniform number is a share, and the inverse of the distribution function says below which number that share
lies: one uniform number makes one sample. For the normal distribution the inverse has no formula, but a
well-known quotient of polynomials (Abramowitz and Stegun 26.2.23) is right to 4.5e-4, less than a million
samples can feel. A Bernoulli distribution is a categorical one with two classes.
"""

import math

import numpy as np

ROOT_2PI = math.sqrt(2 * math.pi)


def open_share(u):
    """Keep shares away from 0 and 1, where the inverse is infinite."""
    return np.clip(u, 2.0**-54, 1 - 2.0**-53)


def normal_quantile(share):
    """The inverse of the normal distribution function, right to 4.5e-4."""
    low = np.minimum(share, 1 - share)
    t = np.sqrt(-2 * np.log(low))
    z = t - (2.515517 + 0.802853 * t + 0.010328 * t**2) / (1 + 1.432788 * t + 0.189269 * t**2 + 0.001308 * t**3)
    return np.where(share < 0.5, -z, z)


class Normal:
    def __init__(self, mean, std):
        self.mean = mean
        self.std = std

    def logpdf(self, x):
        return -(((x - self.mean) ** 2) / (2 * self.std**2)) - np.log(self.std * ROOT_2PI)

    def sample(self, n, rng):
        return self.mean + self.std * normal_quantile(open_share(rng.random(n)))

    @classmethod
    def mle(cls, x):
        return cls(np.mean(x), np.std(x))


class Laplace:
    def __init__(self, centre, scale):
        self.centre = centre
        self.scale = scale

    def logpdf(self, x):
        return -(abs(x - self.centre) / self.scale + np.log(2) + np.log(self.scale))

    def sample(self, n, rng):
        v = open_share(rng.random(n)) - 0.5
        return self.centre - self.scale * np.sign(v) * np.log(1 - 2 * np.abs(v))

    @classmethod
    def mle(cls, x):
        in_order = np.sort(x)
        centre = in_order[len(x) // 2]  # the upper of the two middle numbers, where there are two
        return cls(centre, np.abs(x - centre).sum() / len(x))


class Categorical:
    def __init__(self, p):
        self.p = np.asarray(p, dtype=np.float64)

    def logpdf(self, x):
        logs = np.full(len(self.p), -np.inf)
        np.log(self.p, out=logs, where=self.p > 0)
        return np.take(logs, x)

    def sample(self, n, rng):
        u = rng.random(n)
        possible = np.flatnonzero(self.p > 0)
        ends = np.cumsum(self.p[possible])[:-1]  # the last class takes the rest
        return possible[(u[:, None] >= ends[None, :]).sum(axis=1)]

    @classmethod
    def mle(cls, x, k):
        return cls(np.array([np.mean(x == j) for j in range(k)]))


class Bernoulli:
    def __init__(self, p):
        self.p = p

    def logpdf(self, x):
        return Categorical([1 - self.p, self.p]).logpdf(x)

    def sample(self, n, rng):
        return Categorical([1 - self.p, self.p]).sample(n, rng)

    @classmethod
    def mle(cls, x):
        return cls(Categorical.mle(x, 2).p[1])


def log_likelihood(distribution, x):
    total = 0.0
    for value in distribution.logpdf(x):
        total += value
    return total
