"""The divergence as cross-entropy less entropy, and Gaussians along common axes

Only what p needs is gathered, so no logarithm of 0 meets a 0. For Gaussians the eigenvalues of S2⁻¹ S1 say by
how much the first is wider than the second along each of d directions, and every direction adds λ - 1 - log λ.
"""

import numpy as np


def cross_entropy(p, q):
    needed = p > 0
    logs = np.zeros(p.shape, dtype=p.dtype)
    logs[needed & (q == 0)] = -np.inf
    np.log(q, out=logs, where=needed & (q > 0))
    terms = np.zeros_like(logs)
    np.multiply(p, logs, out=terms, where=needed)
    return 0 - np.einsum("...k->...", terms)


def entropy(p):
    return cross_entropy(p, p)


def kl(p, q):
    return cross_entropy(p, q) - entropy(p)


def kl_gauss(m1, S1, m2, S2):
    widths, axes = np.linalg.eigh(S2)
    white = axes / np.sqrt(widths)  # white.T S2 white is the identity
    ratios = np.linalg.eigvalsh(white.T @ S1 @ white)
    apart = white.T @ (m1 - m2)
    return np.sum(ratios - 1 - np.log(ratios)) / 2 + apart.dot(apart) / 2
