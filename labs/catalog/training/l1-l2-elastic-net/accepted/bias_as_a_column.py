"""The bias as one more coordinate, without a penalty

Nothing is centred. A column of ones joins X, its coefficient has a penalty of 0, and coordinate descent works
on the products of columns alone, which are computed once: a sweep then costs nothing that depends on the number
of examples.
"""

import numpy as np


def soft_threshold(z, t):
    return np.where(z > t, z - t, np.where(z < -t, z + t, 0.0))


def penalty(w, l1, l2):
    return sum(l1 * abs(v) + l2 / 2 * v * v for v in w.ravel().tolist())


def penalty_grad(w, l1, l2):
    slope = np.empty_like(w)
    for index in np.ndindex(*w.shape):
        v = w[index]
        slope[index] = l2 * v + (l1 if v > 0 else -l1 if v < 0 else 0.0)
    return slope


def with_ones(X):
    return np.hstack([X, np.ones((len(X), 1))])


def ridge(X, y, l2):
    A = with_ones(X)
    free = np.diag([1.0] * X.shape[1] + [0.0])
    found = np.linalg.solve(A.T @ A + len(y) * l2 * free, A.T @ y)
    return found[:-1], found[-1]


def elastic_net(X, y, l1, l2):
    middle = X.mean(axis=0)
    A = with_ones(X - middle)
    n, size = A.shape
    gram, target = A.T @ A / n, A.T @ y / n
    l1s, l2s = np.append(np.full(size - 1, l1), 0.0), np.append(np.full(size - 1, l2), 0.0)
    c = np.zeros(size)
    for _ in range(20_000):
        before = c.copy()
        for j in np.flatnonzero(np.diag(gram)):
            rho = target[j] - gram[j] @ c + gram[j, j] * c[j]
            c[j] = np.sign(rho) * max(abs(rho) - l1s[j], 0.0) / (gram[j, j] + l2s[j])
        if np.allclose(c, before, rtol=1e-13, atol=1e-14):
            break
    return c[:-1], c[-1] - middle @ c[:-1]


def optimality_gap(X, y, w, b, l1, l2):
    residual = y - X @ w - b
    g = X.T @ residual / y.size - l2 * w
    allowed = np.clip(g, -l1, l1)
    allowed[w > 0], allowed[w < 0] = l1, -l1
    return float(np.abs(np.append(g - allowed, residual.mean())).max())
