"""The leading singular values and vectors of a matrix, and principal component analysis with them."""

import numpy as np


def top_k_svd(A: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The k largest singular values of A [n, m] with their vectors: U [n, k], s [k] (largest first), Vt [k, m].

    The columns of U and the rows of Vt have length 1 and are perpendicular; (U * s) @ Vt is the best approximation of A
    of rank k. k is at most the rank of A. The same call gives the same result.
    """
    raise NotImplementedError


def pca(X: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The first k principal components of the rows of X [n, d]: scores [n, k], components [k, d], explained [k].

    components: perpendicular directions of length 1, one a row, the one with most variance first
    scores: the coordinates of each row along them, measured from the mean
    explained: the variance along each, divided by n - 1
    """
    raise NotImplementedError
