"""Mean and variance of a stream that is seen once, and covariance and correlation of rows at hand."""

from __future__ import annotations

import numpy as np


class Welford:
    """The moments of a stream of rows, in memory that does not grow with it.

    `n` is the number of rows so far, `mean` [d] their mean in float64.
    """

    n: int
    mean: np.ndarray

    def __init__(self, d: int) -> None:
        """No rows yet, of `d` features each."""
        raise NotImplementedError

    def update(self, x: np.ndarray) -> None:
        """Take one row [d] into account. The caller may fill `x` with another row afterwards."""
        raise NotImplementedError

    def var(self, ddof: int = 0) -> np.ndarray:
        """The sum of squared distances from the mean, divided by n - ddof: [d]; NaN where n <= ddof."""
        raise NotImplementedError

    def merge(self, other: Welford) -> Welford:
        """The moments of both streams together, as a new object; self and other stay as they are."""
        raise NotImplementedError


def cov(X: np.ndarray, ddof: int = 1) -> np.ndarray:
    """The covariance matrix [d, d] of the rows X [n, d], divided by n - ddof."""
    raise NotImplementedError


def corr(X: np.ndarray) -> np.ndarray:
    """The correlations [d, d] of the features of X [n, d]; NaN for a feature that never changes."""
    raise NotImplementedError
