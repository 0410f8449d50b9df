"""One array made beforehand

The trace is allocated for all steps and cut to what was used. The eigenvalues are the singular values, which
for a symmetric matrix with positive eigenvalues are the same; the rate is the spectral norm of I - lr H.
"""

import numpy as np


def gd(grad, x0, lr, steps, tol=0.0):
    trace = np.empty((steps + 1, *x0.shape), dtype=x0.dtype)
    trace[0] = x0
    for k in range(steps):
        g = grad(trace[k].copy())
        if float(np.vdot(g, g)) ** 0.5 <= tol:
            return trace[: k + 1].copy()
        np.subtract(trace[k], lr * g, out=trace[k + 1])
    return trace


def max_stable_lr(H):
    return float(2 / np.linalg.norm(H, ord=2))


def rate(H, lr):
    return float(np.linalg.norm(np.eye(len(H)) - lr * H, ord=2))


def best_lr(H):
    spread = np.linalg.svd(H, compute_uv=False)
    return float(2 / (spread.max() + spread.min()))
