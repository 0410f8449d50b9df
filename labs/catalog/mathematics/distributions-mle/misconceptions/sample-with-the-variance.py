r"""The sample is stretched by the variance

A standard normal number times $\sigma$ has the spread $\sigma$. Times $\sigma^2$ it is too wide, or too
narrow where $\sigma < 1$.
"""

from __future__ import annotations

import math

import numpy as np


class Normal:
    def __init__(self, mean: float, std: float) -> None:
        self.mean, self.std = float(mean), float(std)

    # log p(x) = -½ ((x - μ) / σ)² - log σ - ½ log 2π
    def logpdf(self, x: np.ndarray) -> np.ndarray:
        z = (x - self.mean) / self.std
        return -0.5 * z**2 - math.log(self.std) - 0.5 * math.log(2 * math.pi)

    # Box and Muller: r = √(-2 log u), and r cos 2πv and r sin 2πv are two independent normal numbers.
    # 1 - u is as uniform as u, and never 0.
    def sample(self, n: int, rng) -> np.ndarray:
        pairs = (n + 1) // 2
        radius = np.sqrt(-2 * np.log(1 - rng.random(pairs)))
        angle = 2 * math.pi * rng.random(pairs)
        z = np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])
        return self.mean + self.std**2 * z[:n]

    # μ = mean of x, σ² = mean of (x - μ)²
    @staticmethod
    def mle(x: np.ndarray) -> Normal:
        mean = x.mean()
        return Normal(mean, np.sqrt(((x - mean) ** 2).mean()))


class Laplace:
    def __init__(self, centre: float, scale: float) -> None:
        self.centre, self.scale = float(centre), float(scale)

    # log p(x) = -|x - c| / b - log 2b
    def logpdf(self, x: np.ndarray) -> np.ndarray:
        return -np.abs(x - self.centre) / self.scale - math.log(2 * self.scale)

    # The distance from the centre is exponential, -b log u; the side is a fair coin.
    def sample(self, n: int, rng) -> np.ndarray:
        distance = -self.scale * np.log(1 - rng.random(n))
        side = np.where(rng.random(n) < 0.5, -1.0, 1.0)
        return self.centre + side * distance

    # c = median of x, b = mean of |x - c|
    @staticmethod
    def mle(x: np.ndarray) -> Laplace:
        centre = np.median(x)
        return Laplace(centre, np.abs(x - centre).mean())


class Bernoulli:
    def __init__(self, p: float) -> None:
        self.p = float(p)

    # log P(x) = log p where x is 1, log(1 - p) where it is 0
    def logpdf(self, x: np.ndarray) -> np.ndarray:
        with np.errstate(divide="ignore"):  # what cannot happen has log 0 = -inf
            return np.where(x == 1, np.log(self.p), np.log1p(-self.p))

    # u < p happens with probability p
    def sample(self, n: int, rng) -> np.ndarray:
        return (rng.random(n) < self.p).astype(np.int64)

    # p = share of ones
    @staticmethod
    def mle(x: np.ndarray) -> Bernoulli:
        return Bernoulli(x.mean())


class Categorical:
    def __init__(self, p: np.ndarray) -> None:
        self.p = np.array(p, dtype=float)  # [k]

    # log P(x) = log p_x
    def logpdf(self, x: np.ndarray) -> np.ndarray:
        with np.errstate(divide="ignore"):
            return np.log(self.p)[x]

    # Class j owns the part of [0, 1) from p_0 + ... + p_{j-1} up to, but not with, p_0 + ... + p_j.
    def sample(self, n: int, rng) -> np.ndarray:
        ends = np.cumsum(self.p)  # [k]
        return np.searchsorted(ends / ends[-1], rng.random(n), side="right")  # the last end is exactly 1

    # p_j = share of class j, also of a class that never came
    @staticmethod
    def mle(x: np.ndarray, k: int) -> Categorical:
        return Categorical(np.bincount(x, minlength=k) / len(x))


# log Π p(x_i) = Σ log p(x_i)


def log_likelihood(distribution, x: np.ndarray) -> float:
    return float(distribution.logpdf(x).sum())
