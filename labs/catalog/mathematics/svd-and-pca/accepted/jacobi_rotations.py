"""Jacobi's rotations

Two columns at a time are turned in their plane until they are perpendicular. When all pairs are, the lengths of
the columns are the singular values and the rotations together are V: all of them at once, without a start
vector.
"""

import numpy as np


def turn(B, V):
    """One round over all pairs of columns; the largest cosine that was met."""
    worst = 0.0
    for p in range(B.shape[1] - 1):
        for q in range(p + 1, B.shape[1]):
            a, b, c = B[:, p] @ B[:, p], B[:, q] @ B[:, q], B[:, p] @ B[:, q]
            if c * c <= 1e-30 * a * b:
                continue
            worst = max(worst, abs(c) / np.sqrt(a * b))
            angle = 0.5 * np.arctan2(2 * c, a - b)
            rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
            B[:, [p, q]] = B[:, [p, q]] @ rotation
            V[:, [p, q]] = V[:, [p, q]] @ rotation
    return worst


def top_k_svd(A, k):
    if A.shape[1] > A.shape[0]:
        U, s, Vt = top_k_svd(A.T, k)
        return Vt.T, s, U.T
    B, V = np.array(A, dtype=float), np.eye(A.shape[1])
    for _ in range(60):
        if turn(B, V) < 1e-12:
            break
    s = np.linalg.norm(B, axis=0)
    order = np.argsort(s)[::-1][:k]
    return B[:, order] / s[order], s[order], V[:, order].T


def pca(X, k):
    U, s, Vt = top_k_svd(X - np.mean(X, axis=0), k)
    return U @ np.diag(s), Vt, s * s / (X.shape[0] - 1)
