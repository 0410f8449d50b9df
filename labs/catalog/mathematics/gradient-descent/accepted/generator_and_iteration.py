"""A generator of points, eigenvalues by iteration

The descent is a generator that could go on for ever, and the trace is what is taken from it. The largest
eigenvalue comes from power iteration: multiply any vector by H often enough, and it turns into the steepest
direction. The smallest comes from the same iteration on λ_max I - H.
"""

from itertools import islice

import numpy as np


def descent(grad, x, lr, tol):
    while True:
        yield x
        g = np.asarray(grad(x))
        if np.linalg.norm(g.ravel()) <= tol:
            return
        x = x - lr * g


def gd(grad, x0, lr, steps, tol=0.0):
    return np.array(list(islice(descent(grad, x0, lr, tol), steps + 1)))


def largest(H):
    v = 1 + np.arange(len(H)) / 7.0
    for _ in range(3000):
        w = H @ v
        if not w.any():
            return 0.0
        v = w / np.linalg.norm(w)
    return float(v @ H @ v)


def both_ends(H):
    top = largest(H)
    return top - largest(top * np.eye(len(H)) - H), top


def max_stable_lr(H):
    return 2 / largest(H)


def rate(H, lr):
    low, high = both_ends(H)
    return max(abs(1 - lr * low), abs(1 - lr * high))


def best_lr(H):
    return 2 / sum(both_ends(H))
