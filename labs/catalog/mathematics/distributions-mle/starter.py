"""Four distributions, each with the logarithm of its density, a sampler, and the parameters that make data most likely.

`rng` is a source of uniform numbers and offers one thing: `rng.random(size)`, an array of that shape with numbers from 0 up to, but not
with, 1 (without an argument a single number). It is the only source of chance: two that start alike give the same sample.
"""

from __future__ import annotations

import numpy as np


class Normal:
    """The normal distribution with attributes `mean` and `std`, both plain numbers."""

    def __init__(self, mean: float, std: float) -> None:
        raise NotImplementedError

    def logpdf(self, x: np.ndarray) -> np.ndarray:
        """The natural logarithm of the density at x, float64 of x's shape; finite also where the density is not."""
        raise NotImplementedError

    def sample(self, n: int, rng) -> np.ndarray:
        """n independent numbers, float64 [n]; finite for every number `rng` may give, 0 among them."""
        raise NotImplementedError

    @staticmethod
    def mle(x: np.ndarray) -> Normal:
        """The normal distribution under which the numbers x [n] are most likely."""
        raise NotImplementedError


class Laplace:
    """The Laplace distribution with attributes `centre` and `scale`: density exp(-|x - centre| / scale) / (2
    scale).
    """

    def __init__(self, centre: float, scale: float) -> None:
        raise NotImplementedError

    def logpdf(self, x: np.ndarray) -> np.ndarray:
        """As for Normal."""
        raise NotImplementedError

    def sample(self, n: int, rng) -> np.ndarray:
        """As for Normal."""
        raise NotImplementedError

    @staticmethod
    def mle(x: np.ndarray) -> Laplace:
        """The Laplace distribution under which the numbers x [n] are most likely."""
        raise NotImplementedError


class Bernoulli:
    """1 with probability `p`, else 0."""

    def __init__(self, p: float) -> None:
        raise NotImplementedError

    def logpdf(self, x: np.ndarray) -> np.ndarray:
        """The natural logarithm of the probability of each x, 0 or 1; float64 of x's shape. -inf for what cannot
        happen.
        """
        raise NotImplementedError

    def sample(self, n: int, rng) -> np.ndarray:
        """n independent zeros and ones, integers [n]."""
        raise NotImplementedError

    @staticmethod
    def mle(x: np.ndarray) -> Bernoulli:
        """The Bernoulli distribution under which the zeros and ones x [n] are most likely."""
        raise NotImplementedError


class Categorical:
    """Class j of 0, ..., k - 1 with probability p[j]. The attribute `p` is an array [k] that sums to 1."""

    def __init__(self, p: np.ndarray) -> None:
        raise NotImplementedError

    def logpdf(self, x: np.ndarray) -> np.ndarray:
        """The natural logarithm of the probability of each class in x; float64 of x's shape. -inf for what cannot
        happen.
        """
        raise NotImplementedError

    def sample(self, n: int, rng) -> np.ndarray:
        """n independent classes, integers [n]."""
        raise NotImplementedError

    @staticmethod
    def mle(x: np.ndarray, k: int) -> Categorical:
        """The distribution over k classes under which the classes x [n] are most likely."""
        raise NotImplementedError


def log_likelihood(distribution, x: np.ndarray) -> float:
    """The logarithm of the probability (density) of all of x [n] together, as independent draws: a single number."""
    raise NotImplementedError
