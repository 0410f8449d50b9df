"""Plain (sub)gradient steps never reach exactly 0

Stepping down the slope l1 sign(w), a weight jumps back and forth over 0 and never stays there. That is why L1
needs the soft threshold: it knows that the minimum may lie *at* the corner.
"""

import numpy as np

SWEEPS = 2_000  # far more than a problem of reasonable condition takes
STILL = 1e-12  # a sweep that moves no weight by more than this is the last


# The w that minimises (w - z)² / 2 + t |w|: z drawn towards 0 by t, and 0 itself where |z| <= t.
def soft_threshold(z: np.ndarray, t: float) -> np.ndarray:
    return np.sign(z) * np.maximum(np.abs(z) - t, 0.0)


# P(w) = l1 Σ|w| + l2/2 Σw²
def penalty(w: np.ndarray, l1: float, l2: float) -> float:
    return float(l1 * np.abs(w).sum() + 0.5 * l2 * (w**2).sum())


# dP/dw = l1 sign(w) + l2 w, with sign(0) = 0
def penalty_grad(w: np.ndarray, l1: float, l2: float) -> np.ndarray:
    return l1 * np.sign(w) + l2 * w


# Whatever w is, the best b is ȳ - x̄·w. With it put in, b disappears: only centred X and y are left.
def centred(X: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return X - X.mean(axis=0), y - y.mean()  # [N, F], [N]


def intercept(X: np.ndarray, y: np.ndarray, w: np.ndarray) -> float:
    return float(y.mean() - X.mean(axis=0) @ w)


# Slope zero: (XᵀX / N + l2 I) w = Xᵀy / N
def ridge(X: np.ndarray, y: np.ndarray, l2: float) -> tuple[np.ndarray, float]:
    Xc, yc = centred(X, y)
    n, features = Xc.shape
    w = np.linalg.solve(Xc.T @ Xc / n + l2 * np.eye(features), Xc.T @ yc / n)  # [F]
    return w, intercept(X, y, w)


# In one weight alone, all others held, F is a parabola plus l1 |w_j|, and its minimum is known:
#   w_j = soft_threshold(ρ, l1) / (s_j + l2),   s_j = |x_j|² / N,   ρ = x_jᵀ (residual without x_j's part) / N
def elastic_net(X: np.ndarray, y: np.ndarray, l1: float, l2: float) -> tuple[np.ndarray, float]:
    Xc, residual = centred(X, y)  # while w is 0 the residual is y itself
    n, features = Xc.shape
    s = (Xc**2).sum(axis=0) / n  # [F]
    w = np.full(features, 1e-3)
    yc = residual
    rate = 1 / (s.sum() + l2)
    for step in range(3000):
        slope = Xc.T @ (Xc @ w - yc) / n + penalty_grad(w, l1, l2)  # [F]
        w = w - rate / (1 + step / 300) * slope
    return w, intercept(X, y, w)


# At the minimum, with g = Xᵀr / N - l2 w and r the residual:
#   g_j = l1 sign(w_j) where w_j != 0,   |g_j| <= l1 where w_j = 0,   mean(r) = 0
def optimality_gap(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float, l1: float, l2: float) -> float:
    r = y - X @ w - b  # [N]
    g = X.T @ r / len(y) - l2 * w  # [F]
    off = np.where(w != 0, np.abs(g - l1 * np.sign(w)), np.maximum(np.abs(g) - l1, 0.0))  # [F]
    return float(max(off.max(), abs(r.mean())))
