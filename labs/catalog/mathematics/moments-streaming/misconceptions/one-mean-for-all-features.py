"""One mean was taken over all features

`X.mean()` is a single number for the whole table. Each feature has a mean of its own: `X.mean(axis=0)`, one
number a column.
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
        self.squares = self.squares + before * (x - self.mean)

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
        both.squares = self.squares + other.squares + apart**2 * (self.n * other.n / both.n)
        return both


# cov_ab = Σ_i (x_ia - mean_a)(x_ib - mean_b) / (n - ddof)


def cov(X: np.ndarray, ddof: int = 1) -> np.ndarray:
    centred = X - X.mean()
    with np.errstate(invalid="ignore"):
        return centred.T @ centred / (len(X) - ddof)  # [d, d]


# corr_ab = cov_ab / √(cov_aa cov_bb)


def corr(X: np.ndarray) -> np.ndarray:
    c = cov(X)  # [d, d]
    spread = np.sqrt(np.diag(c))  # [d]
    with np.errstate(invalid="ignore"):
        return c / np.outer(spread, spread)  # 0 / 0 is NaN
