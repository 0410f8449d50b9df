"""One entry is moved and put back

A single flat copy of x serves for all entries: one number is moved up, moved down, and then set to what it was,
not computed back. The verdict compares the lengths of vectors.
"""

import math

import numpy as np


def grad_fd(f, x, eps=1e-6):
    point = np.asarray(x).astype(float)
    flat = point.reshape(-1) if point.flags.c_contiguous else np.array(point).ravel()
    point = flat.reshape(point.shape)
    slopes = []
    for i in range(flat.size):
        kept = flat[i]
        flat[i] = kept + eps
        above = f(point.copy())
        flat[i] = kept - eps
        below = f(point.copy())
        flat[i] = kept
        slopes.append(float(above - below) / (2.0 * eps))
    return np.array(slopes).reshape(point.shape)


def gradcheck(f, g, x):
    a = np.asarray(g(np.array(x, dtype=float)), dtype=float)
    n = grad_fd(f, x)
    if a.shape != n.shape:
        return False
    length = math.sqrt((a**2).sum()) + math.sqrt((n**2).sum())
    if length == 0:
        return True
    error = math.sqrt(((a - n) ** 2).sum()) / length
    return error < 1e-6  # False for NaN too
