"""Rejection, races and loops

Points are thrown into a square until they land in the unit circle; each of those makes two normal numbers
without a sine (Marsaglia). A Laplace number is the difference of two exponential ones, and a class wins a race
of exponential clocks, each as fast as its probability. Densities are written for one number.
"""

import math

import numpy as np


def elementwise(function, x):
    return np.array([function(v) for v in np.ravel(x).tolist()], dtype=float).reshape(np.shape(x))


def exponential(shape, rng):
    return -np.log1p(-rng.random(shape))


class Normal:
    def __init__(self, mean, std):
        self.mean, self.std = mean, std

    def logpdf(self, x):
        constant = math.log(1 / math.sqrt(2 * math.pi)) - math.log(self.std)
        return elementwise(lambda v: constant - ((v - self.mean) / self.std) ** 2 / 2, x)

    def sample(self, n, rng):
        found, have = [], 0
        while have < n:
            v = 2 * rng.random((2, n)) - 1
            s = (v**2).sum(axis=0)
            inside = (s > 0) & (s < 1)
            z = v[:, inside] * np.sqrt(-2 * np.log(s[inside]) / s[inside])
            found.append(z.reshape(-1))
            have += z.size
        return np.concatenate(found)[:n] * self.std + self.mean

    def mle(x):
        n, mean = len(x), math.fsum(x) / len(x)
        return Normal(mean, math.sqrt(math.fsum((v - mean) ** 2 for v in x) / n))


class Laplace:
    def __init__(self, centre, scale):
        self.centre, self.scale = centre, scale

    def logpdf(self, x):
        return elementwise(lambda v: math.log(0.5 / self.scale) - abs(v - self.centre) / self.scale, x)

    def sample(self, n, rng):
        one, other = exponential((2, n), rng)
        return self.centre + self.scale * (one - other)

    def mle(x):
        # the likelihood is greatest at one of the data: try them all
        cost = [np.abs(x - c).sum() for c in x]
        best = int(np.argmin(cost))
        return Laplace(float(x[best]), cost[best] / len(x))


def log_or_minus_infinity(p):
    return math.log(p) if p > 0 else -math.inf


class Bernoulli:
    def __init__(self, p):
        self.p = p

    def logpdf(self, x):
        return elementwise(lambda v: log_or_minus_infinity(self.p if v else 1 - self.p), x)

    def sample(self, n, rng):
        return np.ceil(self.p - rng.random(n)).astype(np.int32)

    def mle(x):
        return Bernoulli(np.count_nonzero(x) / len(x))


class Categorical:
    def __init__(self, p):
        self.p = np.asarray(p)

    def logpdf(self, x):
        return elementwise(lambda v: log_or_minus_infinity(self.p[v]), x)

    def sample(self, n, rng):
        with np.errstate(divide="ignore", invalid="ignore"):
            finish = exponential((n, len(self.p)), rng) / self.p
        finish[:, self.p == 0] = np.inf
        return finish.argmin(axis=1)

    def mle(x, k):
        counts = [0] * k
        for v in x.tolist():
            counts[v] += 1
        return Categorical(np.array(counts) / len(x))


def log_likelihood(distribution, x):
    return math.fsum(distribution.logpdf(x))
