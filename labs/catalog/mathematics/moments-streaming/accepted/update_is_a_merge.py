"""One row is a stream too

`merge` is the only rule: an update merges a stream of one row, whose sum of squares is 0. The moments are held
in one array, and the variance is kept instead of the sum of squares. Covariances are computed pair by pair.
"""

import numpy as np


class Welford:
    def __init__(self, d, n=0, moments=None):
        self.n = n
        self._moments = np.zeros((2, d)) if moments is None else moments  # mean, variance

    @property
    def mean(self):
        return self._moments[0]

    def var(self, ddof=0):
        with np.errstate(all="ignore"):
            factor = np.divide(self.n, self.n - ddof) if self.n > ddof else np.nan
        return self._moments[1] * factor

    def update(self, x):
        row = np.stack([np.asarray(x, dtype=np.float64), np.zeros(len(x))])
        both = self.merge(Welford(len(x), 1, row))
        self.n, self._moments = both.n, both._moments

    def merge(self, other):
        n = self.n + other.n
        d = self._moments.shape[1]
        if n == 0:
            return Welford(d)
        a, b = self.n / n, other.n / n
        gap = self.mean - other.mean
        # start from the longer stream, so that little is added to much
        mean = other.mean + a * gap if a < b else self.mean - b * gap
        var = a * self._moments[1] + b * other._moments[1] + a * b * gap * gap
        return Welford(d, n, np.stack([mean, var]))


def pair(x, y):
    return float(np.dot(x - x.mean(), y - y.mean()))


def cov(X, ddof=1):
    d = X.shape[1]
    scale = len(X) - ddof
    return np.array([[pair(X[:, a], X[:, b]) / scale if scale else np.nan for b in range(d)] for a in range(d)])


def corr(X):
    d = X.shape[1]
    out = np.full((d, d), np.nan)
    for a in range(d):
        for b in range(d):
            size = np.sqrt(pair(X[:, a], X[:, a])) * np.sqrt(pair(X[:, b], X[:, b]))
            if size > 0:
                out[a, b] = pair(X[:, a], X[:, b]) / size
    return out
