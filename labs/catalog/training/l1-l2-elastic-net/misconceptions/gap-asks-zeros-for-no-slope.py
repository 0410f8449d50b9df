"""The gap asks a slope of 0 from weights that are 0

A weight may rest at 0 while the error's slope along it is anything up to l1 in size: that is the corner of |w|.
For w_j = 0 only what goes *beyond* l1 is a violation.
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
    w = np.zeros(features)
    for _ in range(SWEEPS):
        moved = 0.0
        for j in range(features):
            if s[j] == 0:
                continue  # a constant column explains nothing: its weight stays 0
            rho = Xc[:, j] @ residual / n + s[j] * w[j]
            change = soft_threshold(rho, l1) / (s[j] + l2) - w[j]
            residual -= change * Xc[:, j]  # [N]: the next weight already sees this one's move
            w[j] += change
            moved = max(moved, abs(change))
        if moved <= STILL:
            break
    return w, intercept(X, y, w)


# At the minimum, with g = Xᵀr / N - l2 w and r the residual:
#   g_j = l1 sign(w_j) where w_j != 0,   |g_j| <= l1 where w_j = 0,   mean(r) = 0
def optimality_gap(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float, l1: float, l2: float) -> float:
    r = y - X @ w - b  # [N]
    g = X.T @ r / len(y) - l2 * w  # [F]
    off = np.where(w != 0, np.abs(g - l1 * np.sign(w)), np.abs(g))  # [F]
    return float(max(off.max(), abs(r.mean())))
