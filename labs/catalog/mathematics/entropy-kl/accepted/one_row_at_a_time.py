"""One number at a time, and Gaussians through their Cholesky factors

The sums are written as loops that leave out what counts nothing. A Cholesky factor L with S = L Lᵀ is a root of
the covariance: the product of its diagonal is the root of the determinant, and L⁻¹ turns the second Gaussian
into a round one.
"""

import math

import numpy as np


def by_rows(function, *arrays):
    shape, dtype = arrays[0].shape[:-1], arrays[0].dtype
    rows = [a.reshape(-1, a.shape[-1]).tolist() for a in arrays]
    return np.array([function(*row) for row in zip(*rows)], dtype=dtype).reshape(shape)


def surprise(p, q):
    return math.inf if q == 0 else -p * math.log(q)


def entropy(p):
    return by_rows(lambda row: sum(surprise(a, a) for a in row if a > 0), p)


def cross_entropy(p, q):
    return by_rows(lambda one, two: sum(surprise(a, b) for a, b in zip(one, two) if a > 0), p, q)


def kl(p, q):
    return by_rows(lambda one, two: sum(surprise(a, b) - surprise(a, a) for a, b in zip(one, two) if a > 0), p, q)


def kl_gauss(m1, S1, m2, S2):
    L1, L2 = np.linalg.cholesky(S1), np.linalg.cholesky(S2)
    relative = np.linalg.solve(L2, L1)
    apart = np.linalg.solve(L2, m2 - m1)
    roots = np.log(np.diag(L2) / np.diag(L1)).sum()
    return 0.5 * ((relative**2).sum() + (apart**2).sum() - m1.size) + roots
