"""Non-negative least squares

Ask for weights a >= 0 with sum y a x = 0, sum y a = 0 and sum a = 1, in the sense of least squares (Lawson and
Hanson, 1974). Where the equations can be met, a is the proof that no line exists. Where they can not, what is
left over is a line: every column stands at an obtuse angle to it. The features become those of a hidden layer
of four ReLUs.
"""

import numpy as np

TINY = 1e-11


def nnls(M, c):
    m = M.shape[1]
    a, used = np.zeros(m), np.zeros(m, dtype=bool)
    for _ in range(50 * m):
        pull = np.where(used, -np.inf, M.T @ (c - M @ a))
        if pull.max() <= TINY:
            break
        used[pull.argmax()] = True
        while True:
            s = np.zeros(m)
            s[used] = np.linalg.lstsq(M[:, used], c, rcond=None)[0]
            falling = np.flatnonzero(used & (s <= 0))
            if len(falling) == 0:
                a = s
                break
            steps = a[falling] / (a[falling] - s[falling])
            a = a + steps.min() * (s - a)
            used[falling[steps.argmin()]] = False
            a[~used] = 0
    return a


def separable(X, y):
    low, high = X.min(axis=0), X.max(axis=0)
    middle, half = (low + high) / 2, (high - low).max() / 2
    points = (X - middle) / half
    M = np.vstack([(points * y[:, None]).T, y, np.ones(len(y))])
    c = np.zeros(len(M))
    c[-1] = 1
    a = nnls(M, c)
    left = c - M @ a
    if left[-1] < 1e-9:
        for label in (-1, 1):
            a[y == label] /= a[y == label].sum()
        return False, a
    w, b = -left[:-2] / half, -left[-2]
    return True, (w, b - w @ middle)


def lift(X):
    units = X @ np.array([[1, -1, 1, -1], [1, -1, -1, 1]])
    return np.maximum(units, 0)
