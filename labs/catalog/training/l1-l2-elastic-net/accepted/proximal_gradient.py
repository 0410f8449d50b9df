"""All weights at once: proximal gradient with momentum

A step down the slope of the smooth part moves all weights together, then the soft threshold takes care of the
L1 part. Momentum, set back whenever it points uphill, makes it fast. This is FISTA, and what is used where
coordinates cannot be visited one by one. Ridge is solved as a least squares problem with one made-up example
per weight.
"""

import numpy as np


def soft_threshold(z, t):
    return z - np.clip(z, -t, t)


def penalty(w, l1, l2):
    flat = np.abs(np.ravel(w))
    return l1 * np.sum(flat) + l2 * np.dot(flat, flat) / 2


def penalty_grad(w, l1, l2):
    return l2 * w + l1 * ((w > 0).astype(float) - (w < 0))


def ridge(X, y, l2):
    n, f = X.shape
    x_mean = X.mean(0)
    tall = np.vstack([X - x_mean, np.sqrt(n * l2) * np.identity(f)])
    w = np.linalg.lstsq(tall, np.concatenate([y - y.mean(), np.zeros(f)]), rcond=None)[0]
    return w, y.mean() - w @ x_mean


def elastic_net(X, y, l1, l2):
    n, f = X.shape
    A, c = np.cov(X.T, bias=True).reshape(f, f), (X - X.mean(0)).T @ (y - y.mean()) / n
    A = A + l2 * np.eye(f)
    rate = 1 / np.linalg.eigvalsh(A)[-1]
    w = ahead = np.zeros(f)
    t = 1.0
    for _ in range(50_000):
        new = soft_threshold(ahead - rate * (A @ ahead - c), rate * l1)
        moved = new - w
        if (ahead - new) @ moved > 0:
            t = 1.0
        t_new = (1 + np.sqrt(1 + 4 * t * t)) / 2
        ahead = new + (t - 1) / t_new * moved
        w, t = new, t_new
        if np.abs(moved).max() < 1e-13:
            break
    return w, np.mean(y - X @ w)


def optimality_gap(X, y, w, b, l1, l2):
    residual = y - b - X @ w
    slopes = np.array([X[:, j] @ residual / len(y) - l2 * w[j] for j in range(len(w))])
    bounds = [abs(s - l1) if v > 0 else abs(s + l1) if v < 0 else max(abs(s) - l1, 0) for s, v in zip(slopes, w)]
    return max(*bounds, abs(residual.mean()))
