"""Plain sums, about the first row

The two sums of the school formula are kept, but of distances from the first row instead of from zero: the
variance does not mind a shift, and near the data the squares are small. A merge moves one stream's sums over to
the other's shift. Covariances are summed row by row.
"""

import numpy as np


class Welford:
    def __init__(self, d):
        self.n = 0
        self.shift = np.zeros(d)
        self.s1 = np.zeros(d)
        self.s2 = np.zeros(d)

    def update(self, x):
        x = np.array(x, dtype=float)
        if self.n == 0:
            self.shift = x
        self.n += 1
        self.s1 += x - self.shift
        self.s2 += (x - self.shift) ** 2

    @property
    def mean(self):
        return self.shift + self.s1 / max(self.n, 1)

    def var(self, ddof=0):
        if self.n <= ddof:
            return np.full(len(self.s1), np.nan)
        spread = self.s2 - self.s1 * (self.s1 / self.n)
        return np.maximum(spread, 0) / (self.n - ddof)

    def merge(self, other):
        both = Welford(len(self.s1))
        one, two = (self, other) if self.n else (other, self)
        both.n, both.shift = one.n + two.n, one.shift.copy()
        if two.n == 0:
            both.s1, both.s2 = one.s1.copy(), one.s2.copy()
            return both
        # about the common mean: the means of both are near it
        mean = one.mean + (two.mean - one.mean) * (two.n / both.n)
        both.shift = mean
        both.s2 = sum(w.n * (w.var() + (w.mean - mean) ** 2) for w in (one, two))
        return both


def cov(X, ddof=1):
    n, d = X.shape
    mean = X[0] + (X - X[0]).sum(axis=0) / n
    total = np.zeros((d, d))
    for x in X:
        total += np.multiply.outer(x - mean, x - mean)
    return total / (n - ddof) if n > ddof else np.full((d, d), np.nan)


def corr(X):
    z = X - X.mean(axis=0)
    length = np.sqrt((z**2).sum(axis=0))
    with np.errstate(all="ignore"):
        z = z / length
    return z.T @ z
